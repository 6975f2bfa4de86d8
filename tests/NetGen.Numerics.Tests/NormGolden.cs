using System.Text.Json;

namespace NetGen.Numerics.Tests;

/// <summary>The contents of Golden/norms.json.</summary>
internal sealed record NormGolden(NormGolden.NormCase[] Norms, NormGolden.SpectralCase[] Spectral, NormGolden.NetworkCase Network)
{
    public static NormGolden Load()
    {
        using Stream stream = typeof(NormGolden).Assembly.GetManifestResourceStream("norms.json")
            ?? throw new InvalidOperationException("The test assembly holds no norms.json.");
        return JsonSerializer.Deserialize<NormGolden>(stream, JsonSerializerOptions.Web)!;
    }

    /// <summary>A normalisation layer with upstream gradients; samples are channels last.</summary>
    internal sealed record NormCase(
        string Name, int Samples, int Positions, int Channels, int Groups, float[] X, float[] Upstream, float[] Gain, float[] Bias,
        float[] Mean, float[] Variance, double[] Y, double[] Dx, double[] GainGradient, double[] BiasGradient, double[] NewMean, double[] NewVariance);

    /// <summary>A weight matrix, [in, out], under spectral normalisation.</summary>
    internal sealed record SpectralCase(
        int Rows, int Columns, bool Training, float[] Weight, float[] U, float[] V, float[] Upstream, double[] InEffect, double[] Gradient,
        double[] NewU, double[] NewV);

    /// <summary>A network, ParityNet, before and after some steps of gradient descent.</summary>
    internal sealed record NetworkCase(
        float LearningRate, float[] Input, float[] Targets, Dictionary<string, float[]> Start, double[] Losses, Dictionary<string, double[]> End, double[] Prediction);
}
