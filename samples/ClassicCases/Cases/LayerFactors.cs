using NetGen;
using SampleKit;

namespace ClassicCases.Cases;

/// <summary>By how much the squared norm of the gradient grows from each layer to the one before.</summary>
/// <param name="Norms">The norm of the gradient of each layer's weights, over that of the last.</param>
internal sealed record LayerFactors(IReadOnlyList<double> Norms)
{
    private const int InputStream = 104;
    private const int LabelStream = 105;

    /// <summary>Draws a network and a batch, and measures.</summary>
    public static LayerFactors Measure<TNetwork>(int batch, long seed)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        float[] inputs = Seeding.Normal(batch * info.InputSize, seed, InputStream);
        var probe = new GradientProbe<TNetwork>(TNetwork.Create(seed), batch);
        probe.Forward(inputs);
        ReadOnlySpan<TensorStatistics> statistics = probe.Backward(inputs, default, Seeding.Labels(batch, info.OutputSize, seed, LabelStream));
        List<double> norms = [];
        for (int i = 0; i < info.Parameters.Length; i++)
        {
            if (info.Parameters[i].Role == ParameterRole.Weight)
            {
                norms.Add(statistics[i].Norm);
            }
        }

        return new LayerFactors([.. norms.Select(n => n / norms[^1])]);
    }

    /// <summary>The factors of squared norms between the layers <paramref name="first"/> and <paramref name="last"/>, counted from 0.</summary>
    public IEnumerable<double> Between(int first, int last) =>
        Enumerable.Range(first, last - first).Select(i => Norms[i] * Norms[i] / (Norms[i + 1] * Norms[i + 1]));
}
