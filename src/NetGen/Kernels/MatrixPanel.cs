using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>
/// A column strip of a matrix, copied together. Where rows lie a multiple of 2048 bytes apart, the lines of a strip share a few sets of
/// the caches and drive each other out, and each tile of a product would fetch them again from far.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class MatrixPanel
{
    private const int AliasingStep = 512;
    private const int LeastDepth = 256;
    private const int LeastRows = 64;

    [ThreadStatic]
    private static AlignedBuffer? t_panel;

    /// <summary>Whether a product of so many rows is worth copying strips of its second factor.</summary>
    public static bool IsWorthIt(nint step, nint depth, nint rows) => step % AliasingStep == 0 && depth >= LeastDepth && rows >= LeastRows;

    /// <summary>Copies [depth, width] from rows <paramref name="step"/> apart into memory of this thread, which the next call overwrites.</summary>
    /// <returns>The first element; rows lie <paramref name="width"/> apart.</returns>
    public static ref float Copy(ref float strip, nint step, nint depth, int width)
    {
        int length = checked((int)depth * width);
        AlignedBuffer panel = t_panel is { } present && present.Length >= length ? present : t_panel = new AlignedBuffer(length);
        ref float destination = ref panel.Reference;
        for (nint k = 0; k < depth; k++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref strip, width).CopyTo(MemoryMarshal.CreateSpan(ref destination, width));
            strip = ref Unsafe.Add(ref strip, step);
            destination = ref Unsafe.Add(ref destination, width);
        }

        return ref panel.Reference;
    }
}
