using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>One sample with and without the zeros around it.</summary>
internal static class PaddingKernels
{
    /// <summary>Copies a sample into the middle of zeros.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Pad(Window window, int positionStride, ref float sample, ref float padded)
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
    public static void Unpad(Window window, int positionStride, ref float padded, ref float sample)
    {
        int line = window.Width * positionStride, paddedLine = window.PaddedWidth * positionStride;
        ref float first = ref Unsafe.Add(ref padded, (window.Top * paddedLine) + (window.Left * positionStride));
        for (int y = 0; y < window.Height; y++)
        {
            Line(ref first, y * paddedLine, line).CopyTo(Line(ref sample, y * line, line));
        }
    }

    private static Span<float> Line(ref float origin, int offset, int length) => MemoryMarshal.CreateSpan(ref Unsafe.Add(ref origin, offset), length);
}
