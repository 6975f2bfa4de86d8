using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using CsCheck;
using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>a·b + c without an instruction for it: the bits of one that rounds once.</summary>
public sealed class FusedMultiplyTests
{
    // Bits rather than values: every exponent, denormal numbers, zeros of both signs, infinities and NaN.
    private static readonly Gen<float> _any = Gen.UInt.Select(BitConverter.UInt32BitsToSingle);
    private static readonly Gen<float> _near = Gen.Select(Gen.UInt[0, 0x7FFFFF], Gen.UInt[100, 150], Gen.Bool)
        .Select((mantissa, exponent, negative) => BitConverter.UInt32BitsToSingle(mantissa | (exponent << 23) | (negative ? 0x80000000u : 0)));

    [Fact]
    public void AnyBits_RoundOnce()
    {
        Assert.SkipUnless(Sse2.IsSupported, "SSE2 is of x64.");
        Gen.Select(_any, _any, _any).Sample(AssertSame, iter: 200_000);
    }

    [Fact]
    public void NumbersThatCancel_RoundOnce()
    {
        Assert.SkipUnless(Sse2.IsSupported, "SSE2 is of x64.");
        Gen.Select(_near, _near, _near).Sample(AssertSame, iter: 200_000);
        Gen.Select(_near, _near).Sample((a, b) => AssertSame(a, b, -(a * b)), iter: 200_000);
        Gen.Select(_near, _near, Gen.Int[-3, 3]).Sample(
            (a, b, ulps) => AssertSame(a, b, BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(-(a * b)) + ulps)), iter: 200_000);
    }

    [Fact]
    public void HalfwayCases_RoundOnce()
    {
        Assert.SkipUnless(Sse2.IsSupported, "SSE2 is of x64.");

        // The sum in double lies halfway between two floats, and what decides lies beyond its last digit: rounding twice goes wrong here.
        float half = 1 + MathF.ScaleB(1, -23), tiny = MathF.ScaleB(1, -30);
        foreach (float sign in (float[])[1, -1])
        {
            AssertSame(half, sign * (1 + MathF.ScaleB(1, -23)), MathF.ScaleB(1, 24));
            AssertSame(tiny, sign * tiny, 1 + MathF.ScaleB(1, -23));
            AssertSame(MathF.ScaleB(1, -24) * half, sign * half, 1);
            AssertSame(MathF.ScaleB(1, -12) + MathF.ScaleB(1, -35), sign * MathF.ScaleB(1, -12), 1);
            AssertSame(MathF.ScaleB(1, -75), sign * MathF.ScaleB(1, -75), float.Epsilon);
            AssertSame(float.MaxValue, sign * float.MaxValue, float.NegativeInfinity);
            AssertSame(float.MaxValue, sign, MathF.ScaleB(1, 102));
            AssertSame(0f, sign, -0f);
        }
    }

    private static void AssertSame(float a, float b, float c)
    {
        Vector128<float> sums = FusedMultiply.InDoubles(Vector128.Create(a, b, c, a), Vector128.Create(b, a, b, b), Vector128.Create(c, c, a, -c));
        AssertBits(MathF.FusedMultiplyAdd(a, b, c), sums[0]);
        AssertBits(MathF.FusedMultiplyAdd(b, a, c), sums[1]);
        AssertBits(MathF.FusedMultiplyAdd(c, b, a), sums[2]);
        AssertBits(MathF.FusedMultiplyAdd(a, b, -c), sums[3]);
    }

    private static void AssertBits(float expected, float actual)
    {
        if (float.IsNaN(expected))
        {
            Assert.True(float.IsNaN(actual), $"{actual:R}, NaN expected");
        }
        else
        {
            Assert.Equal(BitConverter.SingleToUInt32Bits(expected), BitConverter.SingleToUInt32Bits(actual));
        }
    }
}
