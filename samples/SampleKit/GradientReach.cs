using NetGen;

namespace SampleKit;

/// <summary>How far a gradient reaches: its size at the units of the first hidden layer against those of the last.</summary>
public static class GradientReach
{
    /// <summary>
    /// Sums the squares of dL/dz over the units of the first and of the last hidden layer, over single samples: of one sample
    /// the gradient of the biases is what arrives at the units themselves.
    /// </summary>
    /// <param name="probe">The network; each of its hidden layers and its output layer has a bias.</param>
    /// <param name="inputs">The samples.</param>
    /// <param name="labels">The class of each.</param>
    public static (double First, double Last) OfSamples<TNetwork>(GradientProbe<TNetwork> probe, ReadOnlySpan<float> inputs, ReadOnlySpan<int> labels)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        int[] biases = [.. Enumerable.Range(0, info.Parameters.Length).Where(i => info.Parameters[i].Role == ParameterRole.Bias)];
        double first = 0;
        double last = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<float> sample = inputs.Slice(i * info.InputSize, info.InputSize);
            probe.Forward(sample);
            ReadOnlySpan<TensorStatistics> statistics = probe.Backward(sample, default, labels.Slice(i, 1));
            first += statistics[biases[0]].SumOfSquares;
            last += statistics[biases[^2]].SumOfSquares;
        }

        return (first, last);
    }
}
