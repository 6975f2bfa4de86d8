using System.Numerics.Tensors;

namespace NetGen;

/// <summary>The tensors of multi-head attention, as views over the network's parameter buffer.</summary>
public readonly struct AttentionParameters
{
    private readonly ParameterBuffer _buffer;
    private readonly int _weight;
    private readonly int _bias;
    private readonly int _outputWeight;
    private readonly int _outputBias;

    /// <summary>Used by generated code: the indices of the tensors, -1 for what the layer does not have.</summary>
    public AttentionParameters(ParameterBuffer buffer, int weight, int bias, int outputWeight, int outputBias)
    {
        _buffer = buffer;
        _weight = weight;
        _bias = bias;
        _outputWeight = outputWeight;
        _outputBias = outputBias;
    }

    /// <summary>
    /// The weights of queries, keys and values, [features, 3·heads, features/heads]: the heads of the queries, then those of the keys, then
    /// those of the values (PyTorch <c>in_proj_weight</c> transposed).
    /// </summary>
    public TensorSpan<float> Weight => _buffer.Gates(_weight);

    /// <summary>True unless the layer was declared with <c>Bias = false</c>.</summary>
    public bool HasBias => _bias >= 0;

    /// <summary>The biases of queries, keys and values, [3·heads, features/heads].</summary>
    /// <exception cref="InvalidOperationException">The layer has no bias.</exception>
    public TensorSpan<float> Bias => _bias >= 0 ? _buffer.Tensor(_bias) : throw NoBias();

    /// <summary>The weights that join the heads, [features, features] (the transpose of PyTorch's).</summary>
    public TensorSpan<float> OutputWeight => _buffer.Tensor(_outputWeight);

    /// <summary>The biases of the output, [features].</summary>
    /// <exception cref="InvalidOperationException">The layer has no bias.</exception>
    public TensorSpan<float> OutputBias => _outputBias >= 0 ? _buffer.Tensor(_outputBias) : throw NoBias();

    private static InvalidOperationException NoBias() => new("This layer was declared with Bias = false.");
}
