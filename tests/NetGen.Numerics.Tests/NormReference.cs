namespace NetGen.Numerics.Tests;

/// <summary>The formulas of normalisation, element by element in double.</summary>
internal sealed record NormReference(string Name, int Samples, int Positions, int Channels, int Groups, float[] Mean, float[] Variance)
{
    public double[] Forward(double[] x, double[] gain, double[] bias)
    {
        double[] y = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            int channel = i % Channels;
            (double mean, double variance) = Name == "BatchNormInference" ? (Mean[channel], Variance[channel]) : Moments(x, i);
            y[i] = ((x[i] - mean) / Math.Sqrt(variance + NormRun.Epsilon(Name)) * gain[channel]) + bias[channel];
        }

        return y;
    }

    private (double Mean, double Variance) Moments(double[] x, int element)
    {
        double mean = 0, variance = 0;
        int count = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (Together(i, element))
            {
                mean += x[i];
                count++;
            }
        }

        mean = Name == "RMSNorm" ? 0 : mean / count;
        for (int i = 0; i < x.Length; i++)
        {
            variance += Together(i, element) ? (x[i] - mean) * (x[i] - mean) : 0;
        }

        return (mean, variance / count);
    }

    /// <summary>Whether two elements share their statistics.</summary>
    private bool Together(int a, int b)
    {
        int size = Channels / Groups;
        return Name switch
        {
            "BatchNormTraining" => a % Channels == b % Channels,
            "GroupNorm" => a / (Positions * Channels) == b / (Positions * Channels) && a % Channels / size == b % Channels / size,
            _ => a / Channels == b / Channels,
        };
    }
}
