using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The error bounds that the functions document, and the same bits at all widths.</summary>
public class VectorMathTests
{
    private static readonly Lazy<float[]> Arguments = new(MakeArguments);

    public static TheoryData<string> Functions => [.. VectorMathFunctions.Names];

    public static TheoryData<string, float, float> Edges => new()
    {
        { "Exp", 0f, 1f },
        { "Exp", float.NegativeInfinity, 0f },
        { "Exp", float.PositiveInfinity, float.PositiveInfinity },
        { "Exp", 88.72283f, 3.4027985e38f },
        { "Exp", 88.72284f, float.PositiveInfinity },
        { "Exp", -86.99f, 0f },
        { "ExpMinusOne", -0f, -0f },
        { "ExpMinusOne", 0f, 0f },
        { "ExpMinusOne", float.NegativeInfinity, -1f },
        { "ExpMinusOne", 88.72284f, float.PositiveInfinity },
        { "Log", 1f, 0f },
        { "Log", 0f, float.NegativeInfinity },
        { "Log", -0f, float.NegativeInfinity },
        { "Log", -1f, float.NaN },
        { "Log", float.PositiveInfinity, float.PositiveInfinity },
        { "LogOnePlus", -0f, -0f },
        { "LogOnePlus", -1f, float.NegativeInfinity },
        { "LogOnePlus", -1.0000001f, float.NaN },
        { "LogOnePlus", float.PositiveInfinity, float.PositiveInfinity },
        { "Tanh", -0f, -0f },
        { "Tanh", 1e-45f, 1e-45f },
        { "Tanh", float.NegativeInfinity, -1f },
        { "Tanh", 9.1f, 1f },
        { "Sigmoid", 0f, 0.5f },
        { "Sigmoid", float.NegativeInfinity, 0f },
        { "Sigmoid", float.PositiveInfinity, 1f },
        { "Softplus", float.PositiveInfinity, float.PositiveInfinity },
        { "Softplus", float.NegativeInfinity, 0f },
        { "LogSigmoid", float.NegativeInfinity, float.NegativeInfinity },
        { "Erf", -0f, -0f },
        { "Erf", float.NegativeInfinity, -1f },
        { "Erf", 4f, 1f },
        { "NormalCdf", 0f, 0.5f },
        { "NormalCdf", float.NegativeInfinity, 0f },
        { "NormalCdf", float.PositiveInfinity, 1f },
        { "NormalPdf", float.PositiveInfinity, 0f },
    };

    [Theory]
    [MemberData(nameof(Functions))]
    public void StaysWithinTheDocumentedBound(string name)
    {
        (Func<float, float> function, Func<double, double> reference, double bound) = VectorMathFunctions.Get(name);
        double worst = 0;
        float worstAt = 0;
        foreach (float x in Arguments.Value)
        {
            float actual = function(x);
            double expected = reference(x);
            if (double.IsNaN(expected))
            {
                Assert.True(float.IsNaN(actual), $"{name}({x:R}) = {actual:R}, expected NaN");
                continue;
            }

            double error = Ulp.Error(actual, expected);
            if (!(error <= worst))
            {
                worst = error;
                worstAt = x;
            }
        }

        Assert.True(worst <= bound, $"{name}({worstAt:R}) = {function(worstAt):R}, expected {reference(worstAt):R}: {worst:F3} ulp, documented {bound}");
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void AllWidthsGiveTheSameBits(string name)
    {
        float[] x = Arguments.Value;
        float[] scalar = VectorMathFunctions.Run<LanesScalar>(name, x);
        foreach (float[] other in new[]
            {
                VectorMathFunctions.Run<Lanes128>(name, x), VectorMathFunctions.Run<Lanes256>(name, x), VectorMathFunctions.Run<Lanes512>(name, x),
            })
        {
            for (int i = 0; i < x.Length; i++)
            {
                Assert.True(
                    BitConverter.SingleToInt32Bits(scalar[i]) == BitConverter.SingleToInt32Bits(other[i]) || (float.IsNaN(scalar[i]) && float.IsNaN(other[i])),
                    $"{name}({x[i]:R}) = {scalar[i]:R} or {other[i]:R}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void EdgesAreExact(string name, float x, float expected) =>
        Assert.Equal(BitConverter.SingleToInt32Bits(expected) & (float.IsNaN(expected) ? int.MaxValue : -1),
            BitConverter.SingleToInt32Bits(VectorMathFunctions.Get(name).Function(x)) & (float.IsNaN(expected) ? int.MaxValue : -1));

    [Fact]
    public void SelectionsPropagateNaN()
    {
        Assert.Equal(2f, VectorMath.Max(1f, 2f));
        Assert.Equal(1f, VectorMath.Min(1f, 2f));
        Assert.True(float.IsNaN(VectorMath.Max(float.NaN, 1f)) && float.IsNaN(VectorMath.Max(1f, float.NaN)));
        Assert.True(float.IsNaN(VectorMath.Min(float.NaN, 1f)) && float.IsNaN(VectorMath.Min(1f, float.NaN)));
        Assert.True(float.IsNaN(VectorMath.Clamp(float.NaN, -1f, 1f)));
        Assert.Equal(-1f, VectorMath.Clamp(float.NegativeInfinity, -1f, 1f));
        Assert.Equal(1f, VectorMath.Clamp(3f, -1f, 1f));
        Assert.Equal(0.5f, VectorMath.Clamp(0.5f, -1f, 1f));
        Assert.Equal(8f, VectorMath.WhereGreater(float.NaN, 1f, 7f, 8f));
        Assert.Equal(7f, VectorMath.WhereGreaterOrEqual(1f, 1f, 7f, 8f));
        Assert.Equal(8f, VectorMath.WhereGreater(1f, 1f, 7f, 8f));
        Assert.Equal(-2f, VectorMath.CopySign(2f, -0f));
    }

    private static float[] MakeArguments()
    {
        // All floats sparsely, those between 2⁻¹² and 2⁷ densely, and every one around the edges. The steps are primes.
        List<float> values = [];
        for (ulong bits = 0; bits <= uint.MaxValue; bits += 50021)
        {
            values.Add(BitConverter.UInt32BitsToSingle((uint)bits));
        }

        for (uint bits = (127 - 12) << 23; bits < (127 + 7) << 23; bits += 1999)
        {
            values.Add(BitConverter.UInt32BitsToSingle(bits));
            values.Add(-BitConverter.UInt32BitsToSingle(bits));
        }

        foreach (float edge in new[]
            {
                0f, 1.17549435e-38f, 1e-30f, 1e-8f, 0.3465736f, 0.5f, 0.6931472f, 0.70710677f, 1f, 1.4142135f, 2f, 4f, 5f, 9.01f, 13.21f, 16f, 17.33f,
                88.376f, 87.33654f, 88.72283f, 103.97f, 1048576f, 16777216f, float.MaxValue, float.PositiveInfinity,
            })
        {
            for (int ulps = -32; ulps <= 32; ulps++)
            {
                float near = BitConverter.Int32BitsToSingle(BitConverter.SingleToInt32Bits(edge) + ulps);
                values.Add(near);
                values.Add(-near);
            }
        }

        while (values.Count % 16 != 0)
        {
            values.Add(float.NaN);
        }

        return [.. values];
    }
}
