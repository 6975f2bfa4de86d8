using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Losses where a naive formula would overflow, cancel or divide zero by zero.</summary>
public class LossExtremesTests
{
    [Fact]
    public void ASquareBeyondFloatIsInfinityWithAFiniteGradient()
    {
        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            (float loss, float[] gradient) = Compute("MeanSquaredError", [1e30f, 1f], [0f, 0f], reduction);
            Assert.Equal(float.PositiveInfinity, loss);
            NumericAssert.Close(reduction == Reduction.Mean ? 1e30 : 2e30, gradient[0], 1e-6);
        }
    }

    [Fact]
    public void ASumOfSquaresBeyondFloatIsInfinityAndItsMeanIsNot()
    {
        float[] y = [.. Enumerable.Repeat(1e19f, 10)];
        float[] t = new float[10];
        Assert.Equal(float.PositiveInfinity, Compute("MeanSquaredError", y, t, Reduction.Sum).Loss);
        NumericAssert.Close(1e38, Compute("MeanSquaredError", y, t, Reduction.Mean).Loss, 1e-6);
    }

    [Fact]
    public void TheGradientOfTheMeanDoesNotOverflowBeforeItIsDivided()
    {
        (_, float[] gradient) = Compute("MeanSquaredError", [3e38f, 0f, 0f, 0f], new float[4], Reduction.Mean);
        NumericAssert.Close(1.5e38, gradient[0], 1e-6);
    }

    [Theory]
    [InlineData(1e4f, 1f, 0, 0)]
    [InlineData(-1e4f, 0f, 0, 0)]
    [InlineData(1e4f, 0f, 1e4, 1)]
    [InlineData(-1e4f, 1f, 1e4, -1)]
    [InlineData(20f, 1f, 2.0611536181902037e-9, -2.0611536181902037e-9)]
    [InlineData(-20f, 0f, 2.0611536181902037e-9, 2.0611536181902037e-9)]
    [InlineData(0f, 0.5f, 0.69314718055994531, 0)]
    [InlineData(3e38f, 0f, 3e38, 1)]
    public void CrossEntropyOfLargeLogitsIsExact(float z, float t, double expected, double slope)
    {
        (float loss, float[] gradient) = Compute("BinaryCrossEntropy", [z], [t], Reduction.Sum);
        NumericAssert.Close(expected, loss, 1e-6);
        NumericAssert.Close(slope, gradient[0], 1e-6);
    }

    [Theory]
    [InlineData(1e-4f)]
    [InlineData(1e-10f)]
    [InlineData(0.3f)]
    [InlineData(0.999f)]
    [InlineData(1.001f)]
    [InlineData(40f)]
    [InlineData(1e30f)]
    [InlineData(0f)]
    public void LogCoshNeitherCancelsNorOverflows(float d)
    {
        double size = Math.Abs((double)d);
        double expected = size < 1e-3 ? size * size / 2 : size + Math.Log((1 + Math.Exp(-2 * size)) / 2);
        foreach (float sign in (float[])[1, -1])
        {
            (float loss, float[] gradient) = Compute("LogCosh", [sign * d], [0f], Reduction.Sum);
            NumericAssert.Close(expected, loss, 1e-6);
            NumericAssert.Close(sign * Math.Tanh(d), gradient[0], 1e-6);
        }
    }

    [Fact]
    public void SubgradientsAtKinksAreZero()
    {
        Assert.Equal(0f, Compute("MeanAbsoluteError", [2f], [2f], Reduction.Sum).Gradient[0]);
        Assert.Equal(0f, Compute("Hinge", [1f], [1f], Reduction.Sum).Gradient[0]);
        Assert.Equal(0f, Compute("SquaredHinge", [-1f], [-1f], Reduction.Sum).Gradient[0]);
    }

    [Fact]
    public void HuberIsALineFarAway()
    {
        (float loss, float[] gradient) = Compute("Huber", [-1e30f], [0f], Reduction.Sum);
        NumericAssert.Close(1e30, loss, 1e-6);
        Assert.Equal(-1f, gradient[0]);
    }

    [Fact]
    public void DivergenceOfAnImpossibleClassIsZeroOnlyIfTheTargetIsZero()
    {
        (float loss, float[] gradient) = Compute("KLDivergence", [float.NegativeInfinity, 0f], [0f, 1f], Reduction.Sum);
        Assert.Equal(0f, loss);
        Assert.Equal([0f, -1f], gradient);
        Assert.Equal(float.PositiveInfinity, Compute("KLDivergence", [float.NegativeInfinity], [0.5f], Reduction.Sum).Loss);
        Assert.True(float.IsNaN(Compute("KLDivergence", [-1f], [-0.5f], Reduction.Sum).Loss));
    }

    [Fact]
    public void PoissonRateBeyondFloatIsInfinity()
    {
        (float loss, float[] gradient) = Compute("PoissonNLL", [200f], [3f], Reduction.Mean);
        Assert.Equal(float.PositiveInfinity, loss);
        Assert.Equal(float.PositiveInfinity, gradient[0]);
    }

    private static (float Loss, float[] Gradient) Compute(string name, float[] output, float[] targets, Reduction reduction)
    {
        PaddedMatrix y = PaddedMatrix.Of(1, output.Length, output, float.NaN);
        PaddedMatrix g = new(1, output.Length, float.NaN);
        float loss = LossReference.Of(name).Compute(ref y.Reference, y.Stride, targets, ref g.Reference, 1, output.Length, reduction);
        return (loss, g.Values);
    }
}
