using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The kernels of a dense layer's gradients for few samples, and the measurement by rows, against loops in double and at all widths.</summary>
public class DenseGradientKernelsTests
{
    /// <summary>Rows and padded columns: parts of 48 rows, odd rows, one register, many, and what is left over.</summary>
    public static TheoryData<int, int> Shapes => new()
    {
        { 1, 16 }, { 2, 16 }, { 47, 16 }, { 48, 16 }, { 49, 32 }, { 3, 64 }, { 97, 80 }, { 144, 128 }, { 10, 272 }, { 301, 528 }, { 101, 64 }, { 50, 256 }, { 7, 512 }, { 1, 48 }, { 1, 256 }, { 1, 272 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void MeasureRowsAgreesWithALoopInDouble(int rows, int stride)
    {
        float[] values = TestValues.Normal(rows * stride, rows);
        TensorStatistics actual = default;
        Reductions.MeasureRows(ref values[0], rows, stride, ref actual);
        Assert.Equal(1, actual.SumOfSquares / values.Sum(static v => (double)v * v), 1e-6);
        Assert.Equal(values.Max(MathF.Abs), actual.MaxAbs);
        Assert.Equal(0, actual.NonFinite);
    }

    [Theory]
    [InlineData(1e19f)]
    [InlineData(1e-22f)]
    public void MeasureRowsSurvivesWhereFloatSquaresDoNot(float scale)
    {
        float[] values = [.. TestValues.Normal(97 * 32, 3).Select(v => v * scale)];
        TensorStatistics actual = default;
        Reductions.MeasureRows(ref values[0], 97, 32, ref actual);
        Assert.Equal(1, actual.SumOfSquares / values.Sum(static v => (double)v * v), 1e-12);
        values[96 * 32] = float.NegativeInfinity;
        values[5] = float.NaN;
        Reductions.MeasureRows(ref values[0], 97, 32, ref actual);
        Assert.Equal(2, actual.NonFinite);
        Assert.True(float.IsNaN(actual.MaxAbs) && double.IsNaN(actual.SumOfSquares));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void OuterProductsGiveTheSameBitsAtAllWidthsAndAreMeasured(int rows, int stride)
    {
        float[] x = TestValues.Normal(rows, 1);
        float[] dz = TestValues.Normal(stride, 2);
        float[] product = [.. x.SelectMany(a => dz.Select(b => a * b))];
        TensorStatistics expected = default;
        Reductions.MeasureRows(ref product[0], rows, stride, ref expected);
        float[] made = new float[rows * stride];
        TensorStatistics actual = default;
        Reductions.OuterProduct(ref x[0], ref dz[0], ref made[0], rows, stride, stride, ref actual);
        NumericAssert.SameBits(product, made, "dW");
        Assert.Equal((expected.MaxAbs, expected.NonFinite), (actual.MaxAbs, actual.NonFinite));
        if (rows * stride < 1 << 14)
        {
            Assert.Equal(expected.SumOfSquares, actual.SumOfSquares);
        }
        else
        {
            Assert.Equal(x.Sum(static v => (double)v * v) * dz.Sum(static v => (double)v * v), actual.SumOfSquares, actual.SumOfSquares * 1e-14);
            Assert.Equal(product.Sum(static v => (double)v * v), actual.SumOfSquares, actual.SumOfSquares * 1e-7);
        }

        Check<LanesScalar>();
        Check<Lanes128>();
        Check<Lanes256>();
        Check<Lanes512>();

        void Check<V>()
            where V : struct, ILanes<V>
        {
            made.AsSpan().Fill(float.NaN);
            Reductions.OuterProduct<V>(ref x[0], ref dz[0], ref made[0], rows, stride, stride);
            NumericAssert.SameBits(product, made, typeof(V).Name);
        }
    }

    // Large enough to be measured by its factors, where these allow it.
    [Theory]
    [InlineData(float.NaN, 1f, 272)]
    [InlineData(1f, float.PositiveInfinity, 300)]
    [InlineData(0f, float.PositiveInfinity, 300)]
    [InlineData(1e30f, 1e30f, 1)]
    [InlineData(1e20f, 1e10f, 0)]
    [InlineData(1e-12f, 1e-13f, 0)]
    [InlineData(1e-30f, 1e-30f, 0)]
    [InlineData(0f, 0f, 0)]
    public void LargeOuterProductsAreMeasuredWhateverTheirFactors(float inX, float inDz, int nonFinite)
    {
        const int rows = 300, stride = 272;
        bool isFinite = float.IsFinite(inX) && float.IsFinite(inDz);
        float small = isFinite ? 0f : 1f;
        float[] x = [.. Enumerable.Range(0, rows).Select(i => i == 7 ? inX : small)];
        float[] dz = [.. Enumerable.Range(0, stride).Select(i => i == 9 ? inDz : small)];
        float[] made = new float[rows * stride];
        TensorStatistics actual = default, expected = default;
        Reductions.OuterProduct(ref x[0], ref dz[0], ref made[0], rows, stride, stride, ref actual);
        Reductions.MeasureRows(ref made[0], rows, stride, ref expected);
        Assert.Equal(nonFinite, actual.NonFinite);
        Assert.Equal(expected.NonFinite, actual.NonFinite);
        Assert.Equal(expected.MaxAbs, actual.MaxAbs);
        if (double.IsFinite(expected.SumOfSquares))
        {
            Assert.Equal(expected.SumOfSquares, actual.SumOfSquares, expected.SumOfSquares * 2e-7);
        }
        else
        {
            Assert.Equal(expected.SumOfSquares, actual.SumOfSquares);
        }
    }

    [Fact]
    public void OuterProductsLeaveWhatLiesBetweenRows()
    {
        float[] x = TestValues.Normal(60, 1);
        float[] dz = TestValues.Normal(32, 2);
        float[] made = new float[60 * 48];
        TensorStatistics actual = default;
        Reductions.OuterProduct(ref x[0], ref dz[0], ref made[0], 60, 32, 48, ref actual);
        NumericAssert.SameBits([.. x.SelectMany(a => dz.Select(b => a * b).Concat(new float[16]))], made, "dW");
        TensorStatistics expected = default;
        Reductions.MeasureRows(ref made[0], 60, 48, ref expected);
        Assert.Equal((expected.SumOfSquares, expected.MaxAbs), (actual.SumOfSquares, actual.MaxAbs));
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void ColumnSumsGiveTheSameBitsAtAllWidthsAndAreMeasured(int rows, int stride)
    {
        float[] values = TestValues.Normal(rows * stride, rows + 1);
        float[] expected = new float[stride];
        ColumnSumKernel.Run<LanesScalar>(ref values[0], stride, ref expected[0], rows);
        for (int j = 0; j < stride; j++)
        {
            NumericAssert.Close(Enumerable.Range(0, rows).Sum(i => (double)values[(i * stride) + j]), expected[j], 0, place: $"column {j}", absolute: 1e-4);
        }

        TensorStatistics measured = default;
        Reductions.MeasureRows(ref expected[0], 1, stride, ref measured);
        float[] actual = new float[stride];
        TensorStatistics statistics = default;
        ColumnSumKernel.Sum(ref values[0], stride, ref actual[0], rows, ref statistics);
        NumericAssert.SameBits(expected, actual, "sums");
        Assert.Equal((measured.SumOfSquares, measured.MaxAbs, measured.NonFinite), (statistics.SumOfSquares, statistics.MaxAbs, statistics.NonFinite));
        Check<Lanes128>();
        Check<Lanes256>();
        Check<Lanes512>();

        void Check<V>()
            where V : struct, ILanes<V>
        {
            ColumnSumKernel.Run<V>(ref values[0], stride, ref actual[0], rows);
            NumericAssert.SameBits(expected, actual, typeof(V).Name);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(64)]
    public void ColumnSumsOfCompactRowsFillARowOfSixteen(int rows)
    {
        float[] values = TestValues.Normal(rows * 8, rows + 1);
        float[] actual = new float[16];
        actual.AsSpan().Fill(float.NaN);
        TensorStatistics statistics = default;
        ColumnSumKernel.Sum(ref values[0], 8, ref actual[0], rows, ref statistics);
        float[] expected = new float[16];
        for (int j = 0; j < 8; j++)
        {
            float[] sums = new float[4];
            for (int row = 0; row < rows; row++)
            {
                sums[row % 4] += values[(row * 8) + j];
            }

            expected[j] = sums[0] + sums[2] + (sums[1] + sums[3]);
        }

        NumericAssert.SameBits(expected, actual, "sums");
        TensorStatistics measured = default;
        Reductions.MeasureRows(ref expected[0], 1, 16, ref measured);
        Assert.Equal((measured.SumOfSquares, measured.MaxAbs, measured.NonFinite), (statistics.SumOfSquares, statistics.MaxAbs, statistics.NonFinite));
        Check<LanesScalar>();
        Check<Lanes128>();
        Check<Lanes256>();

        void Check<V>()
            where V : struct, ILanes<V>
        {
            actual.AsSpan().Fill(float.NaN);
            ColumnSumKernel.RunCompact<V>(ref values[0], ref actual[0], rows);
            NumericAssert.SameBits(expected, actual, typeof(V).Name);
        }
    }

    [Theory]
    [InlineData(1, 1, 16, 0)]
    [InlineData(2, 4, 16, 16)]
    [InlineData(3, 7, 48, 0)]
    [InlineData(1, 33, 128, 16)]
    [InlineData(7, 16, 272, 0)]
    public void InputGradientsAgreeWithALoopInDoubleAndAtAllWidths(int rows, int inputs, int stride, int between)
    {
        int inputStride = (inputs + 15) & ~15;
        float[] dz = TestValues.Normal(rows * stride, 1);
        int weightStride = stride + between;
        float[] weight = TestValues.Normal(inputs * weightStride, 2);
        float[] expected = new float[rows * inputStride];
        Array.Fill(expected, float.NaN);
        InputGradientKernel.Dot<LanesScalar>(ref dz[0], stride, ref weight[0], weightStride, ref expected[0], inputs, inputStride, rows);
        for (int m = 0; m < rows; m++)
        {
            for (int i = 0; i < inputStride; i++)
            {
                double sum = i < inputs ? Enumerable.Range(0, stride).Sum(o => (double)dz[(m * stride) + o] * weight[(i * weightStride) + o]) : 0;
                NumericAssert.Close(sum, expected[(m * inputStride) + i], 0, place: $"dx[{m}, {i}]", absolute: 1e-5 * stride);
            }
        }

        Check(InputGradientKernel.Dot<Lanes128>);
        Check(InputGradientKernel.Dot<Lanes256>);
        Check(InputGradientKernel.Dot<Lanes512>);
        Check(static (ref float z, nint s, ref float w, nint v, ref float d, nint n, nint t, nint r) =>
            InputGradientKernel.Dot(ref z, (int)s, ref w, (int)v, ref d, (int)n, (int)t, (int)r));

        void Check(DotKernel kernel)
        {
            float[] actual = new float[rows * inputStride];
            Array.Fill(actual, float.NaN);
            kernel(ref dz[0], stride, ref weight[0], weightStride, ref actual[0], inputs, inputStride, rows);
            NumericAssert.SameBits(expected, actual, "dx");
        }
    }

    private delegate void DotKernel(ref float dz, nint stride, ref float weight, nint weightStride, ref float dx, nint inputs, nint inputStride, nint rows);
}
