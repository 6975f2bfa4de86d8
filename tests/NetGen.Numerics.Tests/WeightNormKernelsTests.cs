using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Weight normalisation against the formula in double, backward against finite differences of it.</summary>
public class WeightNormKernelsTests
{
    [Fact]
    public void ForwardAndBackwardAgreeWithTheFormula()
    {
        foreach ((int rows, int columns) in Shapes())
        {
            PaddedMatrix v = PaddedMatrix.Of(rows, columns, PaddedMatrix.Random(rows * columns, columns));
            PaddedMatrix g = PaddedMatrix.Of(1, columns, PaddedMatrix.Random(columns, 90 + columns, 2));
            PaddedMatrix upstream = PaddedMatrix.Of(rows, columns, PaddedMatrix.Random(rows * columns, 180 + columns));
            PaddedMatrix w = new(rows, columns, float.NaN);
            PaddedMatrix dv = new(rows, columns, float.NaN);
            PaddedMatrix dg = new(1, columns, float.NaN);
            WeightNormKernels.Forward(ref v.Reference, ref g.Reference, ref w.Reference, rows, columns, v.Stride);
            WeightNormKernels.Backward(
                ref v.Reference, ref g.Reference, ref upstream.Reference, ref dv.Reference, ref dg.Reference, rows, columns, v.Stride);

            string place = $"{rows}x{columns}";
            double[] direction = LossSoftmaxCrossEntropyTests.Widen(v.Values);
            double[] magnitude = LossSoftmaxCrossEntropyTests.Widen(g.Values);
            NumericAssert.Close(Reference(direction, magnitude), w.Values, 1e-6, 0, place);
            double[] byDirection = NumericAssert.FiniteDifferences(x => Weighted(Reference(x, magnitude), upstream.Values), v.Values);
            double[] byMagnitude = NumericAssert.FiniteDifferences(x => Weighted(Reference(direction, x), upstream.Values), g.Values);

            // A short column makes finite differences inexact: the second derivative grows with 1/‖v‖².
            NumericAssert.Close(byDirection, dv.Values, 1e-5, 1, place);
            NumericAssert.Close(byMagnitude, dg.Values, 1e-6, 1, place);
            w.AssertPaddingIsZero();
            dv.AssertPaddingIsZero();
            dg.AssertPaddingIsZero();
        }
    }

    [Fact]
    public void TheGradientMayReplaceThatOfTheWeight()
    {
        PaddedMatrix v = PaddedMatrix.Of(5, 70, PaddedMatrix.Random(350, 1));
        PaddedMatrix g = PaddedMatrix.Of(1, 70, PaddedMatrix.Random(70, 2));
        PaddedMatrix shared = PaddedMatrix.Of(5, 70, PaddedMatrix.Random(350, 3));
        PaddedMatrix apart = PaddedMatrix.Of(5, 70, shared.Values);
        PaddedMatrix dv = new(5, 70);
        PaddedMatrix dg = new(1, 70);
        WeightNormKernels.Backward(ref v.Reference, ref g.Reference, ref apart.Reference, ref dv.Reference, ref dg.Reference, 5, 70, v.Stride);
        WeightNormKernels.Backward(ref v.Reference, ref g.Reference, ref shared.Reference, ref shared.Reference, ref dg.Reference, 5, 70, v.Stride);
        NumericAssert.SameBits(dv.All, shared.All);
    }

    [Fact]
    public void NormsSurviveOverflowAndUnderflow()
    {
        PaddedMatrix v = PaddedMatrix.Of(2, 3, [3e30f, 3e-30f, 3e-44f, 4e30f, 4e-30f, 4e-44f]);
        PaddedMatrix g = new(1, 3);
        PaddedMatrix w = new(2, 3);
        WeightNormKernels.InitializeMagnitude(ref v.Reference, ref g.Reference, 2, 3, v.Stride);
        NumericAssert.Close(5e30, g[0, 0], 1e-6);
        NumericAssert.Close(5e-30, g[0, 1], 1e-6);

        // The third column is denormal: its norm is on the grid of multiples of 1.4e-45.
        double third = Math.Sqrt(Math.Pow(v[0, 2], 2) + Math.Pow(v[1, 2], 2));
        NumericAssert.Close(third, g[0, 2], 0, absolute: 0.71e-45);

        g.Values = [5f, 10f, 1f];
        WeightNormKernels.Forward(ref v.Reference, ref g.Reference, ref w.Reference, 2, 3, v.Stride);
        NumericAssert.Close([3, 6, v[0, 2] / third, 4, 8, v[1, 2] / third], w.Values, 1e-6);
    }

    [Fact]
    public void AColumnOfZerosGivesZerosAndNaNStaysVisible()
    {
        PaddedMatrix v = PaddedMatrix.Of(2, 3, [0f, 1f, float.NaN, 0f, 0f, 1f]);
        PaddedMatrix g = PaddedMatrix.Of(1, 3, [2f, 2f, 2f]);
        PaddedMatrix w = new(2, 3);
        PaddedMatrix dw = PaddedMatrix.Of(2, 3, [1f, 1f, 1f, 1f, 1f, 1f]);
        PaddedMatrix dg = new(1, 3);
        WeightNormKernels.Forward(ref v.Reference, ref g.Reference, ref w.Reference, 2, 3, v.Stride);
        WeightNormKernels.Backward(ref v.Reference, ref g.Reference, ref dw.Reference, ref dw.Reference, ref dg.Reference, 2, 3, v.Stride);
        Assert.Equal([0f, 2f, float.NaN, 0f, 0f, float.NaN], w.Values);
        Assert.Equal([0f, 0f, float.NaN, 0f, 2f, float.NaN], dw.Values);
        Assert.Equal([0f, 1f, float.NaN], dg.Values);
    }

    [Fact]
    public void InitialMagnitudesGiveTheDirectionItself()
    {
        PaddedMatrix v = PaddedMatrix.Of(9, 33, PaddedMatrix.Random(297, 4));
        PaddedMatrix g = new(1, 33);
        PaddedMatrix w = new(9, 33);
        WeightNormKernels.InitializeMagnitude(ref v.Reference, ref g.Reference, 9, 33, v.Stride);
        WeightNormKernels.Forward(ref v.Reference, ref g.Reference, ref w.Reference, 9, 33, v.Stride);
        NumericAssert.Close(LossSoftmaxCrossEntropyTests.Widen(v.Values), w.Values, 2e-7);
        g.AssertPaddingIsZero();
    }

    [Fact]
    public void NothingIsAllocated()
    {
        PaddedMatrix v = PaddedMatrix.Of(9, 33, PaddedMatrix.Random(297, 4));
        PaddedMatrix g = PaddedMatrix.Of(1, 33, PaddedMatrix.Random(33, 4));
        PaddedMatrix w = new(9, 33);
        NumericAssert.AllocatesNothing(() =>
        {
            WeightNormKernels.Forward(ref v.Reference, ref g.Reference, ref w.Reference, 9, 33, v.Stride);
            WeightNormKernels.Backward(ref v.Reference, ref g.Reference, ref w.Reference, ref w.Reference, ref g.Reference, 9, 33, v.Stride);
        });
    }

    private static IEnumerable<(int Rows, int Columns)> Shapes()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            yield return (2 + (columns % 5), columns);
        }

        yield return (67, 3);
        yield return (3, 130);
    }

    private static double Weighted(double[] values, float[] weights) => values.Zip(weights, static (a, b) => a * b).Sum();

    private static double[] Reference(double[] v, double[] g)
    {
        double[] w = new double[v.Length];
        for (int j = 0; j < g.Length; j++)
        {
            double squares = 0;
            for (int i = j; i < v.Length; i += g.Length)
            {
                squares += v[i] * v[i];
            }

            for (int i = j; i < v.Length; i += g.Length)
            {
                w[i] = g[j] * v[i] / Math.Sqrt(squares);
            }
        }

        return w;
    }
}
