using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace NetGen.Kernels;

/// <summary>
/// a·b + c with one rounding in 128-bit registers, also on processors, and in native files, without an instruction for it: there .NET
/// calls a function for each float. Called by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class FusedMultiply
{
    /// <summary>a·b + c, rounded once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Add(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        Sse2.IsSupported && !Fma.IsSupported ? InDoubles(a, b, c) : Vector128.FusedMultiplyAdd(a, b, c);

    /// <summary>
    /// The product of two floats is exact in double. Its sum with the third is rounded to odd, by the exact error of the sum (Knuth's
    /// two-sum): the rounding to float, of half the digits less two, is then that of the exact sum (Boldo and Melquiond 2008).
    /// </summary>
    /// <remarks>Not inlined: of the two dozen instructions a tile of a matrix product would have no place for its sums.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    internal static Vector128<float> InDoubles(Vector128<float> a, Vector128<float> b, Vector128<float> c)
    {
        Vector128<double> low = Sum(Sse2.ConvertToVector128Double(a) * Sse2.ConvertToVector128Double(b), Sse2.ConvertToVector128Double(c));
        a = Sse.MoveHighToLow(a, a);
        b = Sse.MoveHighToLow(b, b);
        c = Sse.MoveHighToLow(c, c);
        Vector128<double> high = Sum(Sse2.ConvertToVector128Double(a) * Sse2.ConvertToVector128Double(b), Sse2.ConvertToVector128Double(c));
        return Sse.MoveLowToHigh(Sse2.ConvertToVector128Single(low), Sse2.ConvertToVector128Single(high));
    }

    /// <summary>x + y, rounded to odd.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<double> Sum(Vector128<double> x, Vector128<double> y)
    {
        Vector128<double> sum = x + y;
        Vector128<double> part = sum - x;
        Vector128<double> error = (x - (sum - part)) + (y - part);

        // An inexact sum whose last digit is even moves to its odd neighbour on the side of the exact one: up in magnitude where the
        // error has the sign of the sum, down where it has not. Of infinity and NaN the error is NaN, which compares as no error.
        Vector128<long> bits = sum.AsInt64();
        Vector128<long> inexact = (Sse2.CompareLessThan(error, Vector128<double>.Zero) | Sse2.CompareGreaterThan(error, Vector128<double>.Zero)).AsInt64();
        Vector128<long> even = (bits & Vector128<long>.One) - Vector128<long>.One;
        Vector128<long> opposite = Negative(bits ^ error.AsInt64());
        Vector128<long> step = (opposite | Vector128<long>.One) & inexact & even;
        return (bits + step).AsDouble();
    }

    /// <summary>All bits of a number whose sign is set, which SSE2 has for 32 bits only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<long> Negative(Vector128<long> bits) =>
        Sse2.ShiftRightArithmetic(Sse2.Shuffle(bits.AsInt32(), 0b_11_11_01_01), 31).AsInt64();
}
