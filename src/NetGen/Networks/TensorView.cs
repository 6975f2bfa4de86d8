using System.Numerics.Tensors;

namespace NetGen;

/// <summary>Shaped views over padded rows. A dimension of length 1 must have stride 0: any other is refused as reaching beyond the memory.</summary>
internal static class TensorView
{
    /// <summary>A matrix whose rows and columns lie at these distances.</summary>
    public static TensorSpan<float> Matrix(Span<float> values, int rows, int columns, int rowStride, int columnStride) =>
        new(values, [rows, columns], [rows == 1 ? 0 : rowStride, columns == 1 ? 0 : columnStride]);

    /// <summary>Matrices whose rows lie between each other, a row every <paramref name="stride"/>.</summary>
    public static TensorSpan<float> Gates(Span<float> values, int rows, int gates, int columns, int stride) =>
        new(values, [rows, gates, columns], [rows == 1 ? 0 : gates * stride, gates == 1 ? 0 : stride, columns == 1 ? 0 : 1]);

    /// <summary>A vector.</summary>
    public static TensorSpan<float> Vector(Span<float> values) =>
        new(values, [values.Length], [values.Length == 1 ? 0 : 1]);
}
