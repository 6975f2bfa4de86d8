using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>Which steps of a sequence are real, where a network knows the lengths of its samples.</summary>
internal static class StepMask
{
    /// <summary>Lengths are kept one a row of batch, each at the start of a padded row.</summary>
    internal const int Stride = 16;

    /// <summary>True for a step at or past the end of a row's sequence; without lengths no step is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool IsPadding(ref float lengths, nint row, int step) =>
        !Unsafe.IsNullRef(ref lengths) && step >= Unsafe.Add(ref lengths, row * Stride);

    /// <summary>A row of a matrix that may be absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ref float Row(ref float first, nint offset) =>
        ref Unsafe.IsNullRef(ref first) ? ref first : ref Unsafe.Add(ref first, offset);

    /// <summary>Clears a row that may be absent.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Clear(ref float row, int stride)
    {
        if (!Unsafe.IsNullRef(ref row))
        {
            RowPadding.Clear(ref row, 0, stride);
        }
    }
}
