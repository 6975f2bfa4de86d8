using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <summary>
/// The fixed trees in which 16 lanes become one number, so that a horizontal sum has the same bits at every register width:
/// lane i takes the elements with index ≡ i (mod 16) in ascending order, then the upper half is added to the lower until one
/// is left.
/// </summary>
internal static class CanonicalLanes
{
    /// <summary>The number of lanes.</summary>
    internal const int Count = 16;

    /// <summary>The sum of 16 lanes; they are overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(ref float lanes)
    {
        for (int half = Count / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                Unsafe.Add(ref lanes, i) += Unsafe.Add(ref lanes, i + half);
            }
        }

        return lanes;
    }

    /// <summary>The sum of 16 lanes; they are overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Sum(ref double lanes)
    {
        for (int half = Count / 2; half > 0; half /= 2)
        {
            for (int i = 0; i < half; i++)
            {
                Unsafe.Add(ref lanes, i) += Unsafe.Add(ref lanes, i + half);
            }
        }

        return lanes;
    }

    /// <summary>The largest of 16 lanes, NaN ignored; they are overwritten.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Max(ref float lanes)
    {
        float max = lanes;
        for (int i = 1; i < Count; i++)
        {
            float lane = Unsafe.Add(ref lanes, i);
            max = lane > max ? lane : max;
        }

        return max;
    }
}
