using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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

    /// <summary>The sum of 16 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Sum(ref readonly float lanes)
    {
        Vector128<float> low = Vector128.LoadUnsafe(in lanes) + Vector128.LoadUnsafe(in lanes, 8);
        Vector128<float> high = Vector128.LoadUnsafe(in lanes, 4) + Vector128.LoadUnsafe(in lanes, 12);
        Vector128<float> four = low + high;
        return four[0] + four[2] + (four[1] + four[3]);
    }

    /// <summary>The sum of 16 lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Sum(ref readonly double lanes)
    {
        Vector128<double> a = Vector128.LoadUnsafe(in lanes) + Vector128.LoadUnsafe(in lanes, 8);
        Vector128<double> b = Vector128.LoadUnsafe(in lanes, 2) + Vector128.LoadUnsafe(in lanes, 10);
        Vector128<double> c = Vector128.LoadUnsafe(in lanes, 4) + Vector128.LoadUnsafe(in lanes, 12);
        Vector128<double> d = Vector128.LoadUnsafe(in lanes, 6) + Vector128.LoadUnsafe(in lanes, 14);
        Vector128<double> two = a + c + (b + d);
        return two[0] + two[1];
    }

    /// <summary>The sum of 16 lanes, the first eight in one register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static double Sum(Vector512<double> low, Vector512<double> high)
    {
        Vector512<double> eight = low + high;
        Vector256<double> four = eight.GetLower() + eight.GetUpper();
        Vector128<double> two = four.GetLower() + four.GetUpper();
        return two.ToScalar() + two.GetElement(1);
    }

    /// <summary>The largest of 16 lanes, NaN ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float Max(ref readonly float lanes)
    {
        Vector128<float> four = Larger(
            Larger(Vector128.LoadUnsafe(in lanes), Vector128.LoadUnsafe(in lanes, 8)),
            Larger(Vector128.LoadUnsafe(in lanes, 4), Vector128.LoadUnsafe(in lanes, 12)));
        float even = four[0] > four[2] ? four[0] : four[2];
        float odd = four[1] > four[3] ? four[1] : four[3];
        return even > odd ? even : odd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Larger(Vector128<float> a, Vector128<float> b) =>
        Vector128.ConditionalSelect(Vector128.GreaterThan(a, b), a, b);
}
