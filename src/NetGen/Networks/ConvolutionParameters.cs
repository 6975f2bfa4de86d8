using System.Numerics.Tensors;

namespace NetGen;

/// <summary>The tensors of a convolution, as views over the network's parameter buffer.</summary>
public readonly struct ConvolutionParameters
{
    private readonly ParameterBuffer _buffer;
    private readonly int _weight;
    private readonly int _bias;
    private readonly int _magnitude;
    private readonly int _depthwise;

    /// <summary>Used by generated code: the indices of the tensors, -1 for what the layer does not have.</summary>
    public ConvolutionParameters(ParameterBuffer buffer, int weight, int bias, int magnitude, int depthwise)
    {
        _buffer = buffer;
        _weight = weight;
        _bias = bias;
        _magnitude = magnitude;
        _depthwise = depthwise;
    }

    /// <summary>
    /// The weights, [taps·channels/groups, filters]: row (i·kernelWidth + j)·channels/groups + c is tap (i, j) and channel c of the
    /// group (PyTorch's [filters, channels/groups, kernelHeight, kernelWidth] with the axes in the order 2, 3, 1, 0; of a
    /// transposed convolution, [channels, filters, ..] in the order 2, 3, 0, 1). With weight normalisation this is the
    /// direction v; the weight in effect is g·v/‖v‖, column by column. Of a separable convolution, the weights of the second step.
    /// </summary>
    public TensorSpan<float> Weight => _buffer.Tensor(_weight);

    /// <summary>The weights of the first step of a separable convolution, [taps, channels·multiplier].</summary>
    /// <exception cref="InvalidOperationException">The layer is not a separable convolution.</exception>
    public TensorSpan<float> Depthwise => _depthwise >= 0
        ? _buffer.Tensor(_depthwise)
        : throw new InvalidOperationException("This layer is not a separable convolution.");

    /// <summary>True unless the layer was declared with <c>Bias = false</c>.</summary>
    public bool HasBias => _bias >= 0;

    /// <summary>The biases, [filters].</summary>
    /// <exception cref="InvalidOperationException">The layer has no bias.</exception>
    public TensorSpan<float> Bias => _bias >= 0
        ? _buffer.Tensor(_bias)
        : throw new InvalidOperationException("This layer was declared with Bias = false.");

    /// <summary>The magnitudes g of weight normalisation, [filters].</summary>
    /// <exception cref="InvalidOperationException">The layer does not use weight normalisation.</exception>
    public TensorSpan<float> Magnitude => _magnitude >= 0
        ? _buffer.Tensor(_magnitude)
        : throw new InvalidOperationException("This layer was declared without WeightNorm = true.");
}
