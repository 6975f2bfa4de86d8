using System.Numerics.Tensors;
using NetGen;
using SampleKit;

namespace ClassicCases.Cases;

/// <summary>Mean and variance of the output of each activation, over units and samples, of a freshly drawn network.</summary>
internal sealed record LayerMoments(IReadOnlyList<double> Means, IReadOnlyList<double> Variances)
{
    private const int InputStream = 103;

    /// <summary>Draws a network and inputs of the mean and deviation given, and measures.</summary>
    public static LayerMoments Measure<TNetwork>(int samples, float mean, float deviation, long seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        float[] inputs = Seeding.Normal(samples * info.InputSize, seed, InputStream);
        TensorPrimitives.Multiply(inputs, deviation, inputs);
        TensorPrimitives.Add(inputs, mean, inputs);
        var probe = new GradientProbe<TNetwork>(TNetwork.Create(seed), samples);
        probe.Forward(inputs);
        List<double> means = [];
        List<double> variances = [];
        foreach (LayerInfo layer in info.Layers.Where(static l => l.IsActivation))
        {
            ReadOnlyTensorSpan<float> output = probe.Activation(layer);
            (double sum, double squares) = (0, 0);
            for (int row = 0; row < samples; row++)
            {
                for (int unit = 0; unit < layer.Outputs; unit++)
                {
                    double value = output[row, unit];
                    sum += value;
                    squares += value * value;
                }
            }

            double count = (double)samples * layer.Outputs;
            means.Add(sum / count);
            variances.Add((squares / count) - (sum / count * (sum / count)));
        }

        return new LayerMoments(means, variances);
    }
}
