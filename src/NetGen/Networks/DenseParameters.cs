using System.Numerics.Tensors;

namespace NetGen;

/// <summary>The tensors of a dense layer, as views over the network's parameter buffer.</summary>
public readonly struct DenseParameters
{
    private readonly ParameterBuffer _buffer;
    private readonly int _weight;
    private readonly int _bias;
    private readonly int _magnitude;

    /// <summary>Used by generated code: the indices of the tensors, -1 for what the layer does not have.</summary>
    public DenseParameters(ParameterBuffer buffer, int weight, int bias, int magnitude)
    {
        _buffer = buffer;
        _weight = weight;
        _bias = bias;
        _magnitude = magnitude;
    }

    /// <summary>
    /// The weights, [in, out] (the transpose of PyTorch's). With weight normalisation this is the direction v; the weight
    /// in effect is g·v/‖v‖, column by column.
    /// </summary>
    public TensorSpan<float> Weight => _buffer.Tensor(_weight);

    /// <summary>True unless the layer was declared with <c>Bias = false</c>.</summary>
    public bool HasBias => _bias >= 0;

    /// <summary>The biases, [out].</summary>
    /// <exception cref="InvalidOperationException">The layer has no bias.</exception>
    public TensorSpan<float> Bias => _bias >= 0
        ? _buffer.Tensor(_bias)
        : throw new InvalidOperationException("This layer was declared with Bias = false.");

    /// <summary>The magnitudes g of weight normalisation, [out].</summary>
    /// <exception cref="InvalidOperationException">The layer does not use weight normalisation.</exception>
    public TensorSpan<float> Magnitude => _magnitude >= 0
        ? _buffer.Tensor(_magnitude)
        : throw new InvalidOperationException("This layer was declared without WeightNorm = true.");
}
