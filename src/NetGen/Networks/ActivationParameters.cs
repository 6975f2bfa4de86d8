using System.Numerics.Tensors;

namespace NetGen;

/// <summary>The learned slope of a PReLU, as a view over the network's parameter buffer.</summary>
public readonly struct ActivationParameters
{
    private readonly ParameterBuffer _buffer;
    private readonly int _slope;

    /// <summary>Used by generated code.</summary>
    public ActivationParameters(ParameterBuffer buffer, int slope)
    {
        _buffer = buffer;
        _slope = slope;
    }

    /// <summary>The slope for negative inputs, [1], or [units] with <c>PerUnit = true</c>.</summary>
    public TensorSpan<float> Slope => _buffer.Tensor(_slope);
}
