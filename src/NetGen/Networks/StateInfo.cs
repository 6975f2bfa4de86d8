namespace NetGen;

/// <summary>
/// Where persistent values of a layer that are not learned, such as the running statistics of a batch normalisation, lie in
/// <see cref="ParameterBuffer.State"/>.
/// </summary>
public sealed record StateInfo
{
    /// <summary>The path name, such as <c>batchnorm1.mean</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The index of the layer in <see cref="NetworkInfo.Layers"/>.</summary>
    public required int Layer { get; init; }

    /// <summary>The number of values.</summary>
    public required int Columns { get; init; }

    /// <summary>The index of the first value in the buffer; a multiple of 16.</summary>
    public required int Offset { get; init; }

    /// <summary>What all values are in a new network.</summary>
    public float InitialValue { get; init; }

    /// <summary>The number of floats in the buffer, padding included.</summary>
    public int Length => (Columns + 15) & ~15;
}
