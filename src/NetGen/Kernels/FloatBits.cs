namespace NetGen.Kernels;

/// <summary>The layout of an IEEE 754 binary32 number.</summary>
internal static class FloatBits
{
    /// <summary>The stored bits of the significand.</summary>
    internal const int SignificandBits = 23;

    /// <summary>All bits but the sign.</summary>
    internal const int MagnitudeMask = 0x7fffffff;

    /// <summary>The bits of infinity: magnitudes at and above it are not finite.</summary>
    internal const int Infinity = 0x7f800000;

    /// <summary>The bits of √½, the smallest significand a logarithm is reduced to.</summary>
    internal const int SqrtHalf = 0x3f3504f3;

    /// <summary>
    /// 2²³ plus the exponent's bias: adding it to an integer n puts n + bias into the low bits of the sum, from where a
    /// shift moves it to the exponent's place.
    /// </summary>
    internal const float ExponentShifter = 8388608f + 127f;
}
