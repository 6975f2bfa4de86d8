using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>How a window slides along rows or columns.</summary>
/// <param name="Size">The positions of the input.</param>
/// <param name="Outputs">The positions of the output.</param>
/// <param name="Kernel">The taps.</param>
/// <param name="Stride">The distance of windows.</param>
/// <param name="Dilation">The distance of taps.</param>
/// <param name="Before">The padding before the input.</param>
internal readonly record struct WindowAxis(int Size, int Outputs, int Kernel, int Stride, int Dilation, int Before)
{
    public static WindowAxis Rows(WindowModel w) => new(w.Height, w.OutputHeight, w.KernelHeight, w.StrideY, w.DilationY, w.Top);

    public static WindowAxis Columns(WindowModel w) => new(w.Width, w.OutputWidth, w.KernelWidth, w.StrideX, w.DilationX, w.Left);

    /// <summary>The share of taps that lie within the input.</summary>
    public double Valid
    {
        get
        {
            long inside = 0;
            for (int tap = 0; tap < Kernel; tap++)
            {
                // 0 <= output·stride + tap·dilation - before < size.
                long offset = Before - ((long)tap * Dilation);
                long first = offset <= 0 ? 0 : (offset + Stride - 1) / Stride;
                long last = offset + Size - 1 < 0 ? -1 : Math.Min(Outputs - 1, (offset + Size - 1) / Stride);
                inside += Math.Max(0, last - first + 1);
            }

            return inside / ((double)Kernel * Outputs);
        }
    }

    /// <summary>The variance of the taps' positions.</summary>
    public double Reach => (((double)Kernel * Kernel) - 1) / 12 * Dilation * Dilation;

    /// <summary>The taps within the input, for each output.</summary>
    public int[] Counts()
    {
        var counts = new int[Outputs];
        for (int i = 0; i < Outputs; i++)
        {
            for (int tap = 0; tap < Kernel; tap++)
            {
                long at = ((long)i * Stride) + ((long)tap * Dilation) - Before;
                counts[i] += at >= 0 && at < Size ? 1 : 0;
            }
        }

        return counts;
    }

    /// <summary>The taps that two windows share which lie some windows apart.</summary>
    public int Shared(int apart)
    {
        long distance = (long)apart * Stride;
        return distance % Dilation == 0 ? (int)Math.Max(0, Kernel - (distance / Dilation)) : 0;
    }
}
