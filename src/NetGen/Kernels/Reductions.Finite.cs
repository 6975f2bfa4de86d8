using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

public static partial class Reductions
{
    /// <summary>True when no element is NaN or infinite; any length.</summary>
    internal static bool AllFinite(ReadOnlySpan<float> values) => IndexOfNonFinite(values) < 0;

    /// <summary>The index of the first NaN or infinite element, -1 when there is none; any length.</summary>
    internal static int IndexOfNonFinite(ReadOnlySpan<float> values) =>
        Lanes512.IsSupported ? IndexOfNonFinite<Lanes512>(values)
        : Lanes256.IsSupported ? IndexOfNonFinite<Lanes256>(values)
        : Lanes128.IsSupported ? IndexOfNonFinite<Lanes128>(values)
        : IndexOfNonFinite<LanesScalar>(values);

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static int IndexOfNonFinite<V>(ReadOnlySpan<float> values)
        where V : struct, ILanes<V>
    {
        // The largest magnitude of a block tells; which element it was is looked for only where there is one.
        const nuint block = 1024;
        ref float first = ref MemoryMarshal.GetReference(values);
        nuint length = (nuint)values.Length, width = (nuint)V.Count, i = 0;
        while (i + (2 * width) <= length)
        {
            nuint start = i, end = nuint.Min(i + block, length);
            V max0 = V.Create(0f), max1 = max0;
            for (; i + (2 * width) <= end; i += 2 * width)
            {
                max0 = V.MaxMagnitudeBits(max0, V.Load(ref first, i));
                max1 = V.MaxMagnitudeBits(max1, V.Load(ref first, i + width));
            }

            if (LargestBits(V.MaxMagnitudeBits(max0, max1)) >= FloatBits.Infinity)
            {
                return FirstNonFinite(values, (int)start);
            }
        }

        return FirstNonFinite(values, (int)i);
    }

    private static int FirstNonFinite(ReadOnlySpan<float> values, int start)
    {
        for (int i = start; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
