using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>Zeros around images and sequences.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PaddingKernels
{
    /// <summary>y = x in the middle of zeros, sample by sample.</summary>
    /// <param name="x">The samples without zeros.</param>
    /// <param name="y">The samples with zeros, all of which is written.</param>
    /// <param name="rows">The samples.</param>
    /// <param name="lines">The lines of x in a sample.</param>
    /// <param name="length">The floats of a line of x.</param>
    /// <param name="top">The lines of zeros above.</param>
    /// <param name="bottom">The lines of zeros below.</param>
    /// <param name="before">The zeros before each line.</param>
    /// <param name="after">The zeros after each line.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Pad(ref float x, ref float y, int rows, int lines, int length, int top, int bottom, int before, int after)
    {
        nint paddedLine = before + length + after, sample = (top + lines + bottom) * paddedLine;
        for (nint row = 0; row < rows; row++)
        {
            MemoryMarshal.CreateSpan(ref Unsafe.Add(ref y, row * sample), (int)sample).Clear();
            for (nint line = 0; line < lines; line++)
            {
                Line(ref x, ((row * lines) + line) * length, length).CopyTo(Line(ref y, (row * sample) + ((top + line) * paddedLine) + before, length));
            }
        }
    }

    /// <summary>dx = the middle of dy; the parameters are those of <see cref="Pad(ref float, ref float, int, int, int, int, int, int, int)"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Crop(ref float dy, ref float dx, int rows, int lines, int length, int top, int bottom, int before, int after)
    {
        nint paddedLine = before + length + after, sample = (top + lines + bottom) * paddedLine;
        for (nint row = 0; row < rows; row++)
        {
            for (nint line = 0; line < lines; line++)
            {
                Line(ref dy, (row * sample) + ((top + line) * paddedLine) + before, length).CopyTo(Line(ref dx, ((row * lines) + line) * length, length));
            }
        }
    }

    /// <summary>Copies a sample into the middle of zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Pad(Window window, int positionStride, ref float sample, ref float padded)
    {
        int line = window.Width * positionStride, paddedLine = window.PaddedWidth * positionStride;
        MemoryMarshal.CreateSpan(ref padded, window.PaddedHeight * paddedLine).Clear();
        ref float first = ref Unsafe.Add(ref padded, (window.Top * paddedLine) + (window.Left * positionStride));
        for (int y = 0; y < window.Height; y++)
        {
            Line(ref sample, y * line, line).CopyTo(Line(ref first, y * paddedLine, line));
        }
    }

    /// <summary>Copies the middle back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static void Unpad(Window window, int positionStride, ref float padded, ref float sample)
    {
        int line = window.Width * positionStride, paddedLine = window.PaddedWidth * positionStride;
        ref float first = ref Unsafe.Add(ref padded, (window.Top * paddedLine) + (window.Left * positionStride));
        for (int y = 0; y < window.Height; y++)
        {
            Line(ref first, y * paddedLine, line).CopyTo(Line(ref sample, y * line, line));
        }
    }

    private static Span<float> Line(ref float origin, nint offset, int length) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref origin, offset), length);
}
