using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Softmax and log-softmax against the formula in double, backward against finite differences of it.</summary>
public class SoftmaxKernelsTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ForwardAndBackwardAgreeWithTheFormula(bool logarithm)
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            foreach (int rows in (int[])[1, 4])
            {
                PaddedMatrix x = PaddedMatrix.Of(rows, columns, PaddedMatrix.Random(rows * columns, columns, 3), float.NaN);
                PaddedMatrix y = new(rows, columns, float.NaN);
                PaddedMatrix delta = PaddedMatrix.Of(rows, columns, PaddedMatrix.Random(rows * columns, 200 + columns), float.NaN);
                float[] upstream = delta.Values;
                if (logarithm)
                {
                    SoftmaxKernels.LogSoftmax(ref x.Reference, ref y.Reference, rows, columns, x.Stride);
                    SoftmaxKernels.LogSoftmaxBackward(ref y.Reference, ref delta.Reference, rows, columns, x.Stride);
                }
                else
                {
                    SoftmaxKernels.Softmax(ref x.Reference, ref y.Reference, rows, columns, x.Stride);
                    SoftmaxKernels.SoftmaxBackward(ref y.Reference, ref delta.Reference, rows, columns, x.Stride);
                }

                string place = $"{rows}x{columns}";
                NumericAssert.Close(Reference(LossSoftmaxCrossEntropyTests.Widen(x.Values), columns, logarithm), y.Values, 1e-6, 1, place);
                double[] gradient = NumericAssert.FiniteDifferences(
                    at => Reference(at, columns, logarithm).Zip(upstream, static (a, b) => a * b).Sum(), x.Values, 1e-5);
                NumericAssert.Close(gradient, delta.Values, 4e-6, 1, place);
                y.AssertPaddingIsZero();
                delta.AssertPaddingIsZero();
            }
        }
    }

    [Fact]
    public void ProbabilitiesAreRelativelyExactInTheTail()
    {
        PaddedMatrix x = PaddedMatrix.Of(1, 3, [0f, -30f, -80f]);
        SoftmaxKernels.Softmax(ref x.Reference, ref x.Reference, 1, 3, x.Stride);
        NumericAssert.Close(Math.Exp(-30), x[0, 1], 1e-6);
        NumericAssert.Close(Math.Exp(-80), x[0, 2], 1e-6);
    }

    [Fact]
    public void LargeLogitsAreStableAndResultsMayReplaceInputs()
    {
        PaddedMatrix x = PaddedMatrix.Of(2, 3, [1e4f, -1e4f, 1e4f, -3e38f, -3e38f, float.NegativeInfinity]);
        SoftmaxKernels.Softmax(ref x.Reference, ref x.Reference, 2, 3, x.Stride);
        Assert.Equal([0.5f, 0f, 0.5f, 0.5f, 0.5f, 0f], x.Values);

        x = PaddedMatrix.Of(1, 3, [1e4f, -1e4f, 0f]);
        SoftmaxKernels.LogSoftmax(ref x.Reference, ref x.Reference, 1, 3, x.Stride);
        Assert.Equal([0f, -2e4f, -1e4f], x.Values);
        x.AssertPaddingIsZero();
    }

    [Fact]
    public void NaNMakesItsRowNaNAndNoOther()
    {
        PaddedMatrix x = PaddedMatrix.Of(3, 18, PaddedMatrix.Random(54, 3));
        x[1, 17] = float.NaN;
        PaddedMatrix y = new(3, 18);
        SoftmaxKernels.Softmax(ref x.Reference, ref y.Reference, 3, 18, x.Stride);
        float[] values = y.Values;
        Assert.All(values[18..36], static v => Assert.True(float.IsNaN(v)));
        Assert.All(values[..18].Concat(values[36..]), static v => Assert.True(v > 0));
        y.AssertPaddingIsZero();
    }

    [Fact]
    public void NothingIsAllocated()
    {
        PaddedMatrix x = PaddedMatrix.Of(3, 18, PaddedMatrix.Random(54, 3));
        NumericAssert.AllocatesNothing(() =>
        {
            SoftmaxKernels.Softmax(ref x.Reference, ref x.Reference, 3, 18, x.Stride);
            SoftmaxKernels.SoftmaxBackward(ref x.Reference, ref x.Reference, 3, 18, x.Stride);
            SoftmaxKernels.LogSoftmax(ref x.Reference, ref x.Reference, 3, 18, x.Stride);
            SoftmaxKernels.LogSoftmaxBackward(ref x.Reference, ref x.Reference, 3, 18, x.Stride);
        });
    }

    private static double[] Reference(double[] x, int columns, bool logarithm)
    {
        double[] y = new double[x.Length];
        for (int row = 0; row < x.Length; row += columns)
        {
            double sum = 0;
            for (int i = row; i < row + columns; i++)
            {
                sum += Math.Exp(x[i]);
            }

            for (int i = row; i < row + columns; i++)
            {
                y[i] = logarithm ? Math.Log(Math.Exp(x[i]) / sum) : Math.Exp(x[i]) / sum;
            }
        }

        return y;
    }
}
