using System.Numerics.Tensors;

namespace NetGen.Numerics.Tests;

public class InitializerSpecialTests
{
    [Fact]
    public void ForgetGatesAreTheSecondOfFour()
    {
        float[] bias = [1, 1, 2, 2, 3, 3, 4, 4];
        Initializer.ForgetGateBias(bias, 2);
        Assert.Equal([1, 1, 1, 1, 3, 3, 4, 4], bias);
        Initializer.ForgetGateBias(bias, 2, -2.5f);
        Assert.Equal([1, 1, -2.5f, -2.5f, 3, 3, 4, 4], bias);
    }

    [Fact]
    public void ChronoDrawsLogarithmsOfUniformTimes()
    {
        const int Units = 20_000;
        const int Steps = 101;
        float[] bias = new float[4 * Units];
        Array.Fill(bias, 9);
        var random = new Philox(8);
        Initializer.Chrono(bias, Units, Steps, ref random);

        double[] times = [.. bias[Units..(2 * Units)].Select(static b => Math.Exp(b))];
        Assert.All(times, static t => Assert.InRange(t, 1, 100.0001));
        Assert.Equal(50.5, times.Average(), 5 * 99 / Math.Sqrt(12.0 * Units));
        Assert.Equal(99.0 * 99 / 12, times.Average(static t => (t - 50.5) * (t - 50.5)), 99.0 * 99 / 12 * 0.05);
        for (int unit = 0; unit < Units; unit++)
        {
            Assert.Equal(-bias[Units + unit], bias[unit]);
        }

        Assert.All(bias[(2 * Units)..], static b => Assert.Equal(9, b));
    }

    [Fact]
    public void ChronoOfTwoStepsRemembersNothing()
    {
        float[] bias = new float[4];
        var random = new Philox(8);
        Initializer.Chrono(bias, 1, 2, ref random);
        Assert.Equal([-0f, 0, 0, 0], bias);
    }

    [Fact]
    public void DiracConvolvesToItsInput()
    {
        const int Taps = 5, In = 3, Out = 4;
        float[] kernel = new float[Taps * In * Out];
        Array.Fill(kernel, 9);
        Initializer.Dirac(kernel, Taps, In, Out);
        for (int tap = 0; tap < Taps; tap++)
        {
            for (int i = 0; i < In; i++)
            {
                for (int o = 0; o < Out; o++)
                {
                    Assert.Equal(tap == 2 && i == o ? 1 : 0, kernel[(((tap * In) + i) * Out) + o]);
                }
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-1f)]
    public void ABadScaleIsRejectedBeforeAnythingIsWritten(float scale)
    {
        foreach (Init kind in Enum.GetValues<Init>().Where(static k => k != Init.Auto))
        {
            float[] values = [5, 5, 5, 5];
            ParameterInfo parameter = InitializerTests.Parameter(ParameterRole.Weight, 2, 2, new(kind, scale), 0, 2);
            if (kind == Init.Constant && scale == -1f)
            {
                Initializer.Fill(values, parameter, 1, 1);
                Assert.Equal([-1, -1, -1, -1], values);
                continue;
            }

            ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => Initializer.Fill(values, parameter, 1, 1));
            Assert.Contains("dense1.weight", error.Message, StringComparison.Ordinal);
            Assert.Equal([5, 5, 5, 5], values);
        }
    }

    [Theory]
    [InlineData(Init.Normal)]
    [InlineData(Init.TruncatedNormal)]
    [InlineData(Init.HeUniform)]
    public void AScaleThatWouldDrawInfinityIsRejected(Init kind)
    {
        float[] values = new float[2];
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Initializer.Fill(values, InitializerTests.Parameter(ParameterRole.Weight, 1, 2, new(kind, 3e38f), 0, 2), 1, 1));
    }

    [Fact]
    public void AutoAndUnknownKindsAreRejected()
    {
        float[] values = new float[4];
        foreach (var spec in (InitializerSpec[])[default, new((Init)99), new(Init.VarianceScaling, 1, (Fan)9), new(Init.VarianceScaling, 1, Fan.In, (Distribution)9)])
        {
            ArgumentException error = Assert.Throws<ArgumentException>(
                () => Initializer.Fill(values, InitializerTests.Parameter(ParameterRole.Weight, 2, 2, spec with { Scale = 1 }, 0, 2), 1, 1));
            Assert.Contains("dense1.weight", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Init.Orthogonal)]
    [InlineData(Init.Identity)]
    [InlineData(Init.Dirac)]
    [InlineData(Init.Sparse)]
    public void MatrixKindsAreRejectedForVectors(Init kind)
    {
        float[] values = new float[4];
        Assert.Throws<ArgumentException>("spec", () =>
            Initializer.Fill(values, InitializerTests.Parameter(ParameterRole.Bias, 1, 4, new(kind), 0, 4), 1, 1));
    }

    [Fact]
    public void WrongLengthsAreRejected()
    {
        Assert.Throws<ArgumentException>("buffer", () =>
            Initializer.Fill(new float[31], InitializerTests.Parameter(ParameterRole.Bias, 1, 4, new(Init.Ones), 16, 16), 1, 1));
        Assert.Throws<ArgumentException>("bias", () => Initializer.ForgetGateBias(new float[7], 2));
        Assert.Throws<ArgumentOutOfRangeException>("value", () => Initializer.ForgetGateBias(new float[8], 2, float.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("maxSteps", static () =>
        {
            Philox random = default;
            Initializer.Chrono(new float[8], 2, 1, ref random);
        });
        Assert.Throws<ArgumentException>("kernel", () => Initializer.Dirac(new float[7], 2, 2, 2));
        Assert.Throws<ArgumentOutOfRangeException>("taps", () => Initializer.Dirac([], 0, 2, 2));
        Assert.Throws<ArgumentException>("tensor", static () =>
        {
            Philox random = default;
            Initializer.Fill(new TensorSpan<float>(new float[8], [2, 2, 2]), new(Init.Ones), ref random);
        });
    }
}
