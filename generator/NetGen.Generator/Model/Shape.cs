using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Model;

/// <summary>
/// The shape of one sample: a vector (n), a sequence (steps, features) or an image (height, width, channels). The last
/// dimension is the channels; the others are positions.
/// </summary>
internal sealed record Shape(EquatableArray<int> Dims)
{
    public static Shape Of(params int[] dims) => new(new EquatableArray<int>(dims));

    public int Rank => Dims.Count;

    /// <summary>The last dimension: the features of a vector or of a step, the channels of an image.</summary>
    public int Channels => Dims[Dims.Count - 1];

    /// <summary>The product of all dimensions but the last: 1 for a vector.</summary>
    public int Positions => Saturated(Dims.Take(Dims.Count - 1));

    /// <summary>The values of a sample.</summary>
    public int Size => Saturated(Dims);

    /// <summary>The same positions with other channels.</summary>
    public Shape WithChannels(int channels) => Of([.. Dims.Take(Dims.Count - 1), channels]);

    /// <summary>The dimensions between commas, as a comment on a tensor lists them.</summary>
    public string Listed => string.Join(", ", Dims.Select(Text.Of));

    public override string ToString() => string.Join("x", Dims.Select(Text.Of));

    /// <summary>Products beyond what an int holds stay there, where every limit refuses them.</summary>
    private static int Saturated(IEnumerable<int> factors) => (int)factors.Aggregate(1L, static (product, f) => Math.Min(int.MaxValue, product * f));
}
