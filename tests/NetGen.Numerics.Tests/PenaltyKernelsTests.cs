using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>L1 and L2 penalties.</summary>
public class PenaltyKernelsTests
{
    [Fact]
    public void ValueAndGradientAgreeWithTheFormula()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            PaddedMatrix w = PaddedMatrix.Of(3, columns, PaddedMatrix.Random(3 * columns, columns));
            PaddedMatrix g = PaddedMatrix.Of(3, columns, PaddedMatrix.Random(3 * columns, 100 + columns));
            float[] before = g.Values;
            w[0, 0] = 0;
            PenaltyKernels.AddGradient(ref w.Reference, ref g.Reference, w.All.Length, 0.25f, 0.5f);
            double[] expected = [.. w.Values.Zip(before, static (a, b) => b + (0.25 * Math.Sign(a)) + a)];
            NumericAssert.Close(expected, g.Values, 1e-6, 1, $"{columns}");
            g.AssertPaddingIsZero();

            double value = w.Values.Sum(static a => (0.25 * Math.Abs((double)a)) + (0.5 * a * a));
            NumericAssert.Close(value, PenaltyKernels.Value(ref w.Reference, w.All.Length, 0.25f, 0.5f), 1e-14);
        }
    }

    [Fact]
    public void TheValueSurvivesSquaresBeyondFloat()
    {
        PaddedMatrix w = PaddedMatrix.Of(1, 1, [-1e30f]);
        NumericAssert.Close(1e60, PenaltyKernels.Value(ref w.Reference, 16, 1f, 1f), 1e-6);
    }

    [Fact]
    public void NaNReachesGradientAndValue()
    {
        PaddedMatrix w = PaddedMatrix.Of(1, 2, [float.NaN, 1f]);
        PaddedMatrix g = new(1, 2);
        PenaltyKernels.AddGradient(ref w.Reference, ref g.Reference, 16, 1f, 0f);
        Assert.Equal([float.NaN, 1f], g.Values);
        Assert.True(double.IsNaN(PenaltyKernels.Value(ref w.Reference, 16, 1f, 0f)));
    }

    [Fact]
    public void ALengthThatIsNotPaddedIsRefused()
    {
        PaddedMatrix w = new(1, 16);
        Assert.Throws<ArgumentOutOfRangeException>(() => PenaltyKernels.AddGradient(ref w.Reference, ref w.Reference, 15, 1f, 1f));
        Assert.Throws<ArgumentOutOfRangeException>(() => PenaltyKernels.Value(ref w.Reference, -16, 1f, 1f));
    }
}
