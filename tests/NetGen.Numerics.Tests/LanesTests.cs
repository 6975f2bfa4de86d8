using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Every operation of every register width against one float at a time, which is checked against the definition.</summary>
public class LanesTests
{
    private static readonly float[] Special =
    [
        0f, -0f, 1f, -1f, 0.5f, -0.5f, 1.5f, 2.5f, -2.5f, 3f, float.Epsilon, -float.Epsilon, 1.17549435e-38f, 1e-40f, -1e-40f,
        float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 0.70710677f, 0.7071068f, 1.4142135f, 1.4142137f,
        8388607.5f, 16777216f, 1e10f, -1e10f,
    ];

    [Fact]
    public void ScalarFollowsTheDefinitions()
    {
        foreach (float a in Values(200, 1))
        {
            LanesScalar x = new(a);
            foreach (float b in Values(50, 2))
            {
                LanesScalar y = new(b);
                Same(a + b, x + y);
                Same(a - b, x - y);
                Same(a * b, x * y);
                Same(a / b, x / y);
                Same(MathF.CopySign(a, b), LanesScalar.CopySign(x, y));
                Same(a > b ? 7f : 8f, LanesScalar.WhereGreater(x, y, new(7f), new(8f)));
                Same(a >= b ? 7f : 8f, LanesScalar.WhereGreaterOrEqual(x, y, new(7f), new(8f)));
                Same(MathF.FusedMultiplyAdd(a, b, 0.3f), LanesScalar.FusedMultiplyAdd(x, y, 0.3f));
                uint magnitude = Math.Max(BitConverter.SingleToUInt32Bits(a) & int.MaxValue, BitConverter.SingleToUInt32Bits(b) & int.MaxValue);
                Assert.Equal(magnitude, BitConverter.SingleToUInt32Bits(LanesScalar.MaxMagnitudeBits(LanesScalar.MaxMagnitudeBits(LanesScalar.Create(0f), x), y).Value));
            }

            Same(-a, -x);
            Same(a > 3f ? 3f : a, LanesScalar.AtMost(3f, x));
            Same(a < 3f ? 3f : a, LanesScalar.AtLeast(3f, x));
            Same(MathF.Sqrt(a), LanesScalar.Sqrt(x));
            Same(MathF.Abs(a), LanesScalar.Abs(x));
            Same(MathF.Round(a, MidpointRounding.ToEven), LanesScalar.Round(x));
            Same(float.IsNaN(a) ? 8f : 7f, LanesScalar.WhereNumber(x, new(7f), new(8f)));
            if (float.IsNormal(a) && a > 0)
            {
                float exponent = LanesScalar.Exponent(x).Value;
                float significand = LanesScalar.Significand(x).Value;
                Assert.InRange(significand, 0.70710677f, 1.4142135f);
                Assert.Equal(a, Math.ScaleB((double)significand, (int)exponent));
            }
        }

        Same(0f, LanesScalar.PowerOfTwo(new(-127f), 0f));
        Same(float.PositiveInfinity, LanesScalar.PowerOfTwo(new(128f), 0f));
        for (int n = -126; n <= 127; n++)
        {
            Same((float)Math.ScaleB(1.0, n), LanesScalar.PowerOfTwo(new(n), 0f));
        }
    }

    [Fact]
    public void Width128GivesTheScalarBits() => Compare<Lanes128>(4);

    [Fact]
    public void Width256GivesTheScalarBits() => Compare<Lanes256>(8);

    [Fact]
    public void Width512GivesTheScalarBits() => Compare<Lanes512>(16);

    private static void Compare<V>(int count)
        where V : struct, ILanes<V>
    {
        Assert.Equal(count, V.Count);
        float[] a = Values(16 * 40, 3), b = Values(16 * 40, 4), c = Values(16 * 40, 5);
        float[] positive = [.. a.Select(static v => float.IsNormal(v) ? MathF.Abs(v) : 1f)];
        float[] integers = [.. Enumerable.Range(0, a.Length).Select(static i => (i % 256) - 127f)];
        Assert.Equal(Run<LanesScalar>(a, b, c, positive, integers), Run<V>(a, b, c, positive, integers));
    }

    private static uint[] Run<V>(float[] a, float[] b, float[] c, float[] positive, float[] integers)
        where V : struct, ILanes<V>
    {
        const int operations = 24;
        float[] result = new float[operations * a.Length];
        for (nuint i = 0; i < (nuint)a.Length; i += (nuint)V.Count)
        {
            V x = V.Load(ref a[0], i), y = V.Load(ref b[0], i), z = V.Load(ref c[0], i);
            V p = V.Load(ref positive[0], i);
            nuint at = i;
            foreach (V value in (ReadOnlySpan<V>)
                [
                    x + y, x - y, x * y, x / y, -x, V.FusedMultiplyAdd(x, y, z), V.Sqrt(x), V.Abs(x), V.CopySign(x, y), V.Round(x),
                    V.WhereGreater(x, y, z, x), V.WhereGreaterOrEqual(x, y, z, y), V.WhereNumber(x, y, z),
                    V.PowerOfTwo(V.Load(ref integers[0], i), 0f), V.Exponent(p), V.Significand(p), V.MaxMagnitudeBits(V.MaxMagnitudeBits(V.Create(0f), x), y) + V.Create(0f),
                    x + 3f, x - 3f, x * 3f, V.FusedMultiplyAdd(x, y, 3f), V.FusedMultiplyAdd(x, 3f, y), V.AtMost(3f, x), V.AtLeast(3f, x),
                ])
            {
                value.Store(ref result[0], at);
                at += (nuint)a.Length;
            }
        }

        return [.. result.Select(Bits)];
    }

    private static float[] Values(int count, int seed)
    {
        Random random = new(seed);
        float[] values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = i % 3 == 0
                ? Special[random.Next(Special.Length)]
                : i % 3 == 1 ? BitConverter.Int32BitsToSingle((int)random.NextInt64()) : (random.NextSingle() * 20f) - 10f;
        }

        return values;
    }

    // A NaN is compared as a NaN: which operand's payload survives is up to the machine.
    private static uint Bits(float value) => float.IsNaN(value) ? 0x7fc00000u : BitConverter.SingleToUInt32Bits(value);

    private static void Same(float expected, LanesScalar actual) => Assert.Equal(Bits(expected), Bits(actual.Value));
}
