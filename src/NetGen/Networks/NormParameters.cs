using System.Numerics.Tensors;

namespace NetGen;

/// <summary>The tensors of a normalisation layer, as views over the network's parameter buffer.</summary>
public readonly struct NormParameters
{
    private readonly ParameterBuffer _buffer;
    private readonly int _gain;
    private readonly int _bias;
    private readonly int _mean;
    private readonly int _variance;

    /// <summary>Used by generated code: the indices of the tensors and of the state, -1 for what the layer does not have.</summary>
    public NormParameters(ParameterBuffer buffer, int gain, int bias, int mean, int variance)
    {
        _buffer = buffer;
        _gain = gain;
        _bias = bias;
        _mean = mean;
        _variance = variance;
    }

    /// <summary>True unless the layer was declared with <c>Gain = false</c>.</summary>
    public bool HasGain => _gain >= 0;

    /// <summary>The gains, [channels].</summary>
    /// <exception cref="InvalidOperationException">The layer has no gain.</exception>
    public TensorSpan<float> Gain => HasGain
        ? _buffer.Tensor(_gain)
        : throw new InvalidOperationException("This layer has no gain: it was declared with Gain = false.");

    /// <summary>True unless the layer was declared with <c>Bias = false</c>, or is an RMSNorm.</summary>
    public bool HasBias => _bias >= 0;

    /// <summary>The biases, [channels].</summary>
    /// <exception cref="InvalidOperationException">The layer has no bias.</exception>
    public TensorSpan<float> Bias => HasBias
        ? _buffer.Tensor(_bias)
        : throw new InvalidOperationException("This layer has no bias: it was declared with Bias = false, or is an RMSNorm.");

    /// <summary>True for a BatchNorm, which keeps running statistics.</summary>
    public bool HasRunningStatistics => _mean >= 0;

    /// <summary>The running mean of a BatchNorm, [channels].</summary>
    /// <exception cref="InvalidOperationException">The layer is not a BatchNorm.</exception>
    public Span<float> RunningMean => State(_mean);

    /// <summary>The running variance of a BatchNorm, [channels].</summary>
    /// <exception cref="InvalidOperationException">The layer is not a BatchNorm.</exception>
    public Span<float> RunningVariance => State(_variance);

    private Span<float> State(int index)
    {
        if (index < 0)
        {
            throw new InvalidOperationException("This layer keeps no running statistics; a BatchNorm does.");
        }

        StateInfo state = _buffer.Network.States[index];
        return _buffer.State.Span.Slice(state.Offset, state.Columns);
    }
}
