using System.Numerics.Tensors;

namespace NetGen;

/// <summary>The table of an embedding or of learned positions, as a view over the network's parameter buffer.</summary>
public readonly struct EmbeddingParameters
{
    private readonly ParameterBuffer _buffer;
    private readonly int _table;

    /// <summary>Used by generated code.</summary>
    public EmbeddingParameters(ParameterBuffer buffer, int table)
    {
        _buffer = buffer;
        _table = table;
    }

    /// <summary>The vectors, [vocabulary, features] or [steps, features].</summary>
    public TensorSpan<float> Table => _buffer.Tensor(_table);
}
