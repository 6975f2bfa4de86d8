using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>One normalisation layer, forward and backward, through the kernels as generated code calls them.</summary>
internal sealed class NormRun
{
    private readonly PaddedMatrix _statistics;
    private readonly PaddedMatrix? _gain;
    private readonly PaddedMatrix? _bias;

    public NormRun(int samples, int positions, int channels, float[] x, float[] upstream, float[] gain, float[] bias)
    {
        (Samples, Positions, Channels) = (samples, positions, channels);
        X = PaddedMatrix.Of(samples * positions, channels, x);
        Y = new PaddedMatrix(samples * positions, channels, float.NaN);
        Delta = PaddedMatrix.Of(samples * positions, channels, upstream);
        _gain = gain.Length == 0 ? null : PaddedMatrix.Of(1, channels, gain);
        _bias = bias.Length == 0 ? null : PaddedMatrix.Of(1, channels, bias);
        GainGradient = new PaddedMatrix(1, channels, float.NaN);
        BiasGradient = new PaddedMatrix(1, channels, float.NaN);
        Mean = new PaddedMatrix(1, channels);
        Variance = new PaddedMatrix(1, channels) { Values = [.. Enumerable.Repeat(1f, channels)] };
        _statistics = new PaddedMatrix(ChannelStatistics.Rows * samples * positions, channels, float.NaN);
    }

    public int Samples { get; }

    public int Positions { get; }

    public int Channels { get; }

    public PaddedMatrix X { get; }

    public PaddedMatrix Y { get; }

    public PaddedMatrix Delta { get; }

    public PaddedMatrix GainGradient { get; }

    public PaddedMatrix BiasGradient { get; }

    public PaddedMatrix Mean { get; }

    public PaddedMatrix Variance { get; }

    public static float Epsilon(string name) => name == "RMSNorm" ? 1.1920929e-07f : 1e-5f;

    private ref float Gain => ref (_gain is null ? ref Unsafe.NullRef<float>() : ref _gain.Reference);

    private ref float Bias => ref (_bias is null ? ref Unsafe.NullRef<float>() : ref _bias.Reference);

    private ref float DGain => ref (_gain is null ? ref Unsafe.NullRef<float>() : ref GainGradient.Reference);

    private ref float DBias => ref (_bias is null ? ref Unsafe.NullRef<float>() : ref BiasGradient.Reference);

    /// <summary>Runs both passes at the width that the process chooses.</summary>
    public NormRun Run(string name, int groups)
    {
        int rows = Samples * Positions;
        bool training = name == "BatchNormTraining";
        switch (name)
        {
            case "BatchNormTraining" or "BatchNormInference":
                BatchNormKernels.Forward(
                    ref X.Reference, ref Y.Reference, ref Gain, ref Bias, ref Mean.Reference, ref Variance.Reference, ref _statistics.Reference,
                    0.1f, Epsilon(name), training, rows, Channels, X.Stride);
                BatchNormKernels.Backward(
                    ref X.Reference, ref Delta.Reference, ref Gain, ref DGain, ref DBias, ref _statistics.Reference, training, true, rows, Channels, X.Stride);
                break;
            case "GroupNorm":
                GroupNormKernels.Forward(
                    ref X.Reference, ref Y.Reference, ref Gain, ref Bias, ref _statistics.Reference, Epsilon(name), Samples, Positions, Channels, X.Stride, Channels / groups);
                GroupNormKernels.BackwardParameters(
                    ref X.Reference, ref Delta.Reference, ref DGain, ref DBias, ref _statistics.Reference, Samples, Positions, Channels, X.Stride);
                GroupNormKernels.Backward(
                    ref X.Reference, ref Delta.Reference, ref Gain, ref _statistics.Reference, Samples, Positions, Channels, X.Stride, Channels / groups);
                break;
            default:
                bool centred = name == "LayerNorm";
                LayerNormKernels.Forward(
                    ref X.Reference, ref Y.Reference, ref Gain, ref Bias, ref _statistics.Reference, Epsilon(name), centred, rows, Channels, X.Stride);
                LayerNormKernels.BackwardParameters(ref X.Reference, ref Delta.Reference, ref DGain, ref DBias, ref _statistics.Reference, rows, Channels, X.Stride);
                LayerNormKernels.Backward(ref X.Reference, ref Delta.Reference, ref Gain, ref _statistics.Reference, centred, rows, Channels, X.Stride);
                break;
        }

        return this;
    }

    /// <summary>As <see cref="Run(string, int)"/>, at a register width.</summary>
    public NormRun Run<V, D>(string name, int groups)
        where V : struct, ILanes<V>
        where D : struct, IDoubleLanes<D>
    {
        int rows = Samples * Positions;
        bool training = name == "BatchNormTraining";
        switch (name)
        {
            case "BatchNormTraining" or "BatchNormInference":
                BatchNormKernels.Forward<V, D>(
                    ref X.Reference, ref Y.Reference, ref Gain, ref Bias, ref Mean.Reference, ref Variance.Reference, ref _statistics.Reference,
                    0.1f, Epsilon(name), training, rows, Channels, X.Stride);
                BatchNormKernels.Backward<V, D>(
                    ref X.Reference, ref Delta.Reference, ref Gain, ref DGain, ref DBias, ref _statistics.Reference, training, true, rows, Channels, X.Stride);
                break;
            case "GroupNorm":
                GroupNormKernels.Forward<V, D>(
                    ref X.Reference, ref Y.Reference, ref Gain, ref Bias, ref _statistics.Reference, Epsilon(name), Samples, Positions, Channels, X.Stride, Channels / groups);
                GroupNormKernels.BackwardParameters<D>(
                    ref X.Reference, ref Delta.Reference, ref DGain, ref DBias, ref _statistics.Reference, Samples, Positions, X.Stride);
                GroupNormKernels.Backward<V, D>(
                    ref X.Reference, ref Delta.Reference, ref Gain, ref _statistics.Reference, Samples, Positions, Channels, X.Stride, Channels / groups);
                break;
            default:
                bool centred = name == "LayerNorm";
                LayerNormKernels.Forward<V, D>(
                    ref X.Reference, ref Y.Reference, ref Gain, ref Bias, ref _statistics.Reference, Epsilon(name), centred, rows, Channels, X.Stride);
                LayerNormKernels.BackwardParameters<D>(ref X.Reference, ref Delta.Reference, ref DGain, ref DBias, ref _statistics.Reference, rows, Channels, X.Stride);
                LayerNormKernels.Backward<V>(ref X.Reference, ref Delta.Reference, ref Gain, ref _statistics.Reference, centred, rows, Channels, X.Stride);
                break;
        }

        return this;
    }

    /// <summary>All that the kernels write, padding included.</summary>
    public float[] Results() =>
    [
        .. Y.All, .. Delta.All, .. _gain is null ? [] : GainGradient.All.ToArray(), .. _bias is null ? [] : BiasGradient.All.ToArray(),
        .. Mean.All, .. Variance.All,
    ];

    public void AssertPaddingIsZero()
    {
        Y.AssertPaddingIsZero();
        Delta.AssertPaddingIsZero();
        Mean.AssertPaddingIsZero();
        Variance.AssertPaddingIsZero();
        if (_gain is not null)
        {
            GainGradient.AssertPaddingIsZero();
        }

        if (_bias is not null)
        {
            BiasGradient.AssertPaddingIsZero();
        }
    }
}
