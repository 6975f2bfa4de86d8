using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>PReLU with one slope and with one for each unit, backward against finite differences.</summary>
public class PReLUKernelsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ForwardAndBackwardAgreeWithTheFormula(bool perUnit)
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            foreach (int rows in (int[])[1, 6])
            {
                (PaddedMatrix x, PaddedMatrix delta, PaddedMatrix slope) = Case(rows, columns, perUnit);
                float[] upstream = delta.Values;
                PaddedMatrix y = new(rows, columns, float.NaN);
                PaddedMatrix slopeGradient = new(1, slope.Columns, perUnit ? float.NaN : 0);
                PReLUKernels.Forward(ref x.Reference, ref y.Reference, ref slope.Reference, perUnit, rows, columns, x.Stride);
                PReLUKernels.Backward(
                    ref x.Reference, ref delta.Reference, ref slope.Reference, ref slopeGradient.Reference, perUnit, rows, columns, x.Stride);

                string place = $"{rows}x{columns}";
                double[] input = LossSoftmaxCrossEntropyTests.Widen(x.Values);
                double[] a = LossSoftmaxCrossEntropyTests.Widen(slope.Values);
                NumericAssert.Close(Reference(input, a, columns), y.Values, 1e-7, 0, place);
                NumericAssert.Close(NumericAssert.FiniteDifferences(at => Weighted(Reference(at, a, columns), upstream), x.Values), delta.Values, 1e-6, 1, place);
                NumericAssert.Close(
                    NumericAssert.FiniteDifferences(at => Weighted(Reference(input, at, columns), upstream), slope.Values), slopeGradient.Values, 1e-6, 1, place);
                y.AssertPaddingIsZero();
                delta.AssertPaddingIsZero();
                slopeGradient.AssertPaddingIsZero();
            }
        }
    }

    [Fact]
    public void AtZeroTheSlopeCountsAndItsGradientIsZero()
    {
        PaddedMatrix x = PaddedMatrix.Of(1, 2, [0f, -0f]);
        PaddedMatrix delta = PaddedMatrix.Of(1, 2, [4f, 4f]);
        float slope = 0.25f;
        float slopeGradient = float.NaN;
        PReLUKernels.Backward(ref x.Reference, ref delta.Reference, ref slope, ref slopeGradient, perUnit: false, 1, 2, x.Stride);
        Assert.Equal([1f, 1f], delta.Values);
        Assert.Equal(0f, slopeGradient);
    }

    [Fact]
    public void NaNIsKeptAndASlopeThatIsInfiniteStaysOutOfThePadding()
    {
        PaddedMatrix x = PaddedMatrix.Of(1, 3, [float.NaN, -1f, 1f]);
        float slope = float.PositiveInfinity;
        PReLUKernels.Forward(ref x.Reference, ref x.Reference, ref slope, perUnit: false, 1, 3, x.Stride);
        Assert.Equal([float.NaN, float.NegativeInfinity, 1f], x.Values);
        x.AssertPaddingIsZero();
    }

    [Fact]
    public void NothingIsAllocated()
    {
        (PaddedMatrix x, PaddedMatrix delta, PaddedMatrix slope) = Case(4, 21, perUnit: true);
        NumericAssert.AllocatesNothing(() =>
        {
            PReLUKernels.Forward(ref x.Reference, ref x.Reference, ref slope.Reference, perUnit: true, 4, 21, x.Stride);
            PReLUKernels.Backward(ref x.Reference, ref delta.Reference, ref slope.Reference, ref slope.Reference, perUnit: true, 4, 21, x.Stride);
        });
    }

    internal static (PaddedMatrix X, PaddedMatrix Delta, PaddedMatrix Slope) Case(int rows, int columns, bool perUnit) => (
        PaddedMatrix.Of(rows, columns, PaddedMatrix.Random(rows * columns, columns, 2)),
        PaddedMatrix.Of(rows, columns, PaddedMatrix.Random(rows * columns, 100 + columns), float.NaN),
        PaddedMatrix.Of(1, perUnit ? columns : 1, PaddedMatrix.Random(perUnit ? columns : 1, 200 + columns)));

    private static double Weighted(double[] values, float[] weights) => values.Zip(weights, static (a, b) => a * b).Sum();

    private static double[] Reference(double[] x, double[] slope, int columns) =>
        [.. x.Select((value, i) => value > 0 ? value : slope[slope.Length == 1 ? 0 : i % columns] * value)];
}
