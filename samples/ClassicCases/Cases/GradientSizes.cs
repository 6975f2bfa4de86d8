using NetGen;
using SampleKit;

namespace ClassicCases.Cases;

/// <summary>Gradients of freshly drawn networks.</summary>
/// <param name="Layers">For each layer the geometric mean, over the networks, of the norm of its weights' gradient.</param>
/// <param name="Reach">log10 of the gradient at a unit of the first over that at one of the last hidden layer, as a root mean square over networks and samples.</param>
internal sealed record GradientSizes(IReadOnlyList<double> Layers, double Reach)
{
    private const int InputStream = 100;
    private const int LabelStream = 101;

    /// <summary>The first layer's gradient over the last one's.</summary>
    public double FirstToLast => Layers[0] / Layers[^1];

    /// <summary>Draws networks and batches, and measures.</summary>
    public static GradientSizes Measure<TNetwork>(int networks, int batch, long seed, Job job, CancellationToken cancel)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        int[] weights = [.. Enumerable.Range(0, info.Parameters.Length).Where(i => info.Parameters[i].Role == ParameterRole.Weight)];
        double[] logs = new double[weights.Length];
        (double first, double last) = (0, 0);
        for (int i = 0; i < networks; i++)
        {
            var probe = new GradientProbe<TNetwork>(TNetwork.Create(unchecked(seed + i)), batch);
            float[] inputs = Seeding.Normal(batch * info.InputSize, seed, InputStream, i);
            int[] labels = Seeding.Labels(batch, info.OutputSize, seed, LabelStream, i);
            (double f, double l) = GradientReach.OfSamples(probe, inputs, labels);
            (first, last) = (first + f, last + l);
            probe.Forward(inputs);
            ReadOnlySpan<TensorStatistics> statistics = probe.Backward(inputs, default, labels);
            for (int w = 0; w < weights.Length; w++)
            {
                logs[w] += Math.Log(statistics[weights[w]].Norm);
            }

            job.Advance(cancel);
        }

        return new GradientSizes([.. logs.Select(l => Math.Exp(l / networks))], Math.Log10(first / last) / 2);
    }
}
