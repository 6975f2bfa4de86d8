using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Reductions against plain loops in double, at all widths, and at the edges of the range of float.</summary>
public class ReductionsTests
{
    public static TheoryData<int> Lengths => [16, 32, 240, 256, 272, 1008, 1024, 1040, 4096, 10000];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void MeasureAgreesWithALoopInDouble(int length)
    {
        float[] values = TestValues.Normal(length, length);
        TensorStatistics actual = Measure(values);
        Assert.Equal(1, actual.SumOfSquares / values.Sum(static v => (double)v * v), 1e-6);
        Assert.Equal(values.Max(MathF.Abs), actual.MaxAbs);
        Assert.Equal(0, actual.NonFinite);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void MeasureGivesTheSameBitsAtAllWidths(int length)
    {
        float[] values = TestValues.Normal(length, length + 1);
        double expected = Reductions.Measure<LanesScalar, DoubleLanesScalar>(ref values[0], (nuint)length, out int bits);
        Assert.Equal(BitConverter.SingleToInt32Bits(values.Max(MathF.Abs)), bits);
        foreach ((double squares, int maxBits) in new[]
            {
                (Reductions.Measure<Lanes128, DoubleLanes128>(ref values[0], (nuint)length, out int bits128), bits128),
                (Reductions.Measure<Lanes256, DoubleLanes256>(ref values[0], (nuint)length, out int bits256), bits256),
                (Reductions.Measure<Lanes512, DoubleLanes512>(ref values[0], (nuint)length, out int bits512), bits512),
            })
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(expected), BitConverter.DoubleToInt64Bits(squares));
            Assert.Equal(bits, maxBits);
        }
    }

    [Theory]
    [InlineData(1e19f)]
    [InlineData(1e38f)]
    [InlineData(1e-22f)]
    [InlineData(1e-40f)]
    public void MeasureSurvivesWhereFloatSquaresDoNot(float scale)
    {
        float[] values = TestValues.Normal(2064, 3);
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = Math.Clamp(values[i], -3f, 3f) * scale;
        }

        TensorStatistics actual = Measure(values);
        Assert.Equal(1, actual.SumOfSquares / values.Sum(static v => (double)v * v), 1e-12);
        Assert.Equal(values.Max(MathF.Abs), actual.MaxAbs);
        Assert.Equal(0, actual.NonFinite);
    }

    [Fact]
    public void MeasureOfZerosIsZero()
    {
        TensorStatistics actual = Measure(new float[48]);
        Assert.Equal((0.0, 0f, 0), (actual.SumOfSquares, actual.MaxAbs, actual.NonFinite));
    }

    [Theory]
    [InlineData(16, 0)]
    [InlineData(1040, 1039)]
    [InlineData(4096, 2000)]
    public void MeasureCountsWhatIsNotFinite(int length, int index)
    {
        float[] values = TestValues.Normal(length, 4);
        values[index] = float.NegativeInfinity;
        TensorStatistics actual = Measure(values);
        Assert.Equal((double.PositiveInfinity, float.PositiveInfinity, 1), (actual.SumOfSquares, actual.MaxAbs, actual.NonFinite));
        values[length / 2] = -float.NaN;
        actual = Measure(values);
        Assert.True(double.IsNaN(actual.SumOfSquares) && float.IsNaN(actual.MaxAbs));
        Assert.Equal(2, actual.NonFinite);
    }

    [Fact]
    public void DotAgreesWithALoopInDoubleAtAllWidthsAndLengths()
    {
        for (int length = 0; length <= 67; length++)
        {
            float[] a = TestValues.Normal(80, length), b = TestValues.Normal(80, 99);
            double expected = 0, magnitude = 0;
            for (int i = 0; i < length; i++)
            {
                expected += (double)a[i] * b[i];
                magnitude += Math.Abs((double)a[i] * b[i]);
            }

            double actual = Reductions.Dot(ref a[0], ref b[0], length);
            Assert.InRange(actual, expected - (1e-14 * magnitude), expected + (1e-14 * magnitude));
            Assert.Equal(actual, Reductions.Dot<DoubleLanesScalar>(ref a[0], ref b[0], (nuint)length));
            Assert.Equal(actual, Reductions.Dot<DoubleLanes128>(ref a[0], ref b[0], (nuint)length));
            Assert.Equal(actual, Reductions.Dot<DoubleLanes256>(ref a[0], ref b[0], (nuint)length));
            Assert.Equal(actual, Reductions.Dot<DoubleLanes512>(ref a[0], ref b[0], (nuint)length));
            Assert.Equal(Reductions.Dot(ref a[0], ref a[0], length), Reductions.SumOfSquares(ref a[0], length));
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void TheFirstNonFiniteElementIsFound(float bad)
    {
        foreach (int length in new[] { 1, 2, 3, 15, 16, 17, 31, 33, 67, 1023, 1024, 1025, 1061, 3000 })
        {
            // The elements around the span are not its own.
            float[] values = new float[length + 2];
            values[0] = values[^1] = float.NaN;
            for (int index = 0; index < length; index += 1 + (length / 50))
            {
                values[index + 1] = bad;
                values[length] = float.NaN;
                Check(values.AsSpan(1, length), index);
                values[index + 1] = values[length] = 0f;
            }

            Check(values.AsSpan(1, length), -1);
            Assert.True(Reductions.AllFinite(values.AsSpan(1, length)));
            Assert.False(Reductions.AllFinite(values));
        }

        Assert.Equal(-1, Reductions.IndexOfNonFinite([]));
    }

    private static void Check(ReadOnlySpan<float> values, int expected)
    {
        Assert.Equal(expected, Reductions.IndexOfNonFinite(values));
        Assert.Equal(expected, Reductions.IndexOfNonFinite<LanesScalar>(values));
        Assert.Equal(expected, Reductions.IndexOfNonFinite<Lanes128>(values));
        Assert.Equal(expected, Reductions.IndexOfNonFinite<Lanes256>(values));
        Assert.Equal(expected, Reductions.IndexOfNonFinite<Lanes512>(values));
    }

    private static TensorStatistics Measure(float[] values)
    {
        // Whatever was there before is overwritten.
        TensorStatistics result = new() { SumOfSquares = 5, MaxAbs = 6, NonFinite = 7 };
        Reductions.Measure(ref values[0], values.Length, ref result);
        return result;
    }
}
