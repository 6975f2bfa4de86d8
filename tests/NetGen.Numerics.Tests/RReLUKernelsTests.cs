using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The random slopes: their distribution, what they depend on and what they do not.</summary>
public class RReLUKernelsTests
{
    private const float Lower = 0.125f;
    private const float Upper = 1f / 3f;

    [Fact]
    public void TrainingMultipliesByTheSlopesAndBackwardToo()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            PaddedMatrix x = PaddedMatrix.Of(3, columns, PaddedMatrix.Random(3 * columns, columns), float.NaN);
            PaddedMatrix y = new(3, columns, float.NaN);
            PaddedMatrix slopes = new(3, columns, float.NaN);
            PaddedMatrix delta = PaddedMatrix.Of(3, columns, PaddedMatrix.Random(3 * columns, 100 + columns), float.NaN);
            float[] upstream = delta.Values;
            RReLUKernels.Forward(ref x.Reference, ref y.Reference, ref slopes.Reference, Lower, Upper, training: true, 1, 2, 3, 0, 3, columns, x.Stride);
            RReLUKernels.Backward(ref slopes.Reference, ref delta.Reference, 3, columns, x.Stride);
            float[] a = slopes.Values;
            for (int i = 0; i < a.Length; i++)
            {
                float value = x.Values[i];
                Assert.True(value > 0 ? a[i] == 1 : a[i] is >= Lower and <= Upper, $"slope {a[i]} at {value}");
                Assert.Equal(a[i] * value, y.Values[i]);
                Assert.Equal(a[i] * upstream[i], delta.Values[i]);
            }

            y.AssertPaddingIsZero();
            slopes.AssertPaddingIsZero();
            delta.AssertPaddingIsZero();
        }
    }

    [Fact]
    public void PredictionUsesTheMiddle()
    {
        PaddedMatrix x = PaddedMatrix.Of(1, 3, [-2f, 0f, 5f]);
        PaddedMatrix y = new(1, 3);
        PaddedMatrix slopes = new(1, 3);
        RReLUKernels.Forward(ref x.Reference, ref y.Reference, ref slopes.Reference, 0.25f, 0.75f, training: false, 1, 2, 3, 0, 1, 3, x.Stride);
        Assert.Equal([0.5f, 0.5f, 1f], slopes.Values);
        Assert.Equal([-1f, 0f, 5f], y.Values);
    }

    [Fact]
    public void SlopesAreUniform()
    {
        float[] slopes = Slopes(1, 0, 0, 100, 400);
        double mean = slopes.Average(static s => (double)s);
        double variance = slopes.Average(s => (s - mean) * (s - mean));
        double width = Upper - Lower;

        // Five standard errors: sqrt(variance/n) = 0.0003 and 0.8·variance/sqrt(n) of the estimates.
        NumericAssert.Close((Upper + Lower) / 2, mean, 0, absolute: 5 * width / Math.Sqrt(12 * slopes.Length));
        NumericAssert.Close(width * width / 12, variance, 5 * 0.9 / Math.Sqrt(slopes.Length));
        Assert.True(slopes.Min() < Lower + (width / 1000) && slopes.Max() > Upper - (width / 1000));
    }

    [Fact]
    public void SlopesDependOnSeedStepAndLayerButNotOnTheRowsThatFollowOrThePadding()
    {
        float[] slopes = Slopes(1, 2, 3, 4, 21);
        Assert.Equal(slopes, Slopes(1, 2, 3, 4, 21));
        Assert.Equal(slopes, Slopes(1, 2, 3, 9, 21)[..84]);
        Assert.Equal(slopes, Slopes(1, 2, 3, 4, 21, extra: 3));
        foreach (float[] other in (float[][])[Slopes(2, 2, 3, 4, 21), Slopes(1, 3, 3, 4, 21), Slopes(1, 2, 4, 4, 21), Slopes(1L << 40, 2, 3, 4, 21), Slopes(1, 2L << 40, 3, 4, 21)])
        {
            Assert.True(slopes.Zip(other, static (a, b) => a == b).Count(static same => same) < 3);
        }
    }

    [Fact]
    public void NaNStaysNaN()
    {
        PaddedMatrix x = PaddedMatrix.Of(1, 1, [float.NaN]);
        PaddedMatrix slopes = new(1, 1);
        RReLUKernels.Forward(ref x.Reference, ref x.Reference, ref slopes.Reference, Lower, Upper, training: true, 1, 2, 3, 0, 1, 1, x.Stride);
        Assert.True(float.IsNaN(x[0, 0]));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        PaddedMatrix x = PaddedMatrix.Of(3, 21, PaddedMatrix.Random(63, 1));
        PaddedMatrix slopes = new(3, 21);
        NumericAssert.AllocatesNothing(() =>
        {
            RReLUKernels.Forward(ref x.Reference, ref x.Reference, ref slopes.Reference, Lower, Upper, training: true, 1, 2, 3, 0, 3, 21, x.Stride);
            RReLUKernels.Backward(ref slopes.Reference, ref x.Reference, 3, 21, x.Stride);
        });
    }

    private static float[] Slopes(long seed, long step, int layer, int rows, int columns, int extra = 0)
    {
        PaddedMatrix x = new(rows, columns, extra: extra) { Values = [.. Enumerable.Repeat(-1f, rows * columns)] };
        PaddedMatrix slopes = new(rows, columns, extra: extra);
        RReLUKernels.Forward(ref x.Reference, ref x.Reference, ref slopes.Reference, Lower, Upper, training: true, seed, step, layer, 0, rows, columns, x.Stride);
        return slopes.Values;
    }
}
