using NetGen.Generator.GradientFlow;

namespace NetGen.Generator.Tests.GradientFlow;

/// <summary>Special functions against tabulated values.</summary>
public class SpecialFunctionTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.84134474606854293)]
    [InlineData(-1, 0.15865525393145705)]
    [InlineData(2.5, 0.99379033467422384)]
    [InlineData(-3, 0.0013498980316300946)]
    [InlineData(-5, 2.8665157187919391e-7)]
    [InlineData(-10, 7.6198530241605260e-24)]
    [InlineData(-37, 5.7255712225245150e-300)]
    public void NormalDistribution(double x, double expected) =>
        Assert.Equal(1, SpecialFunctions.NormalCdf(x) / expected, 1e-12);

    [Fact]
    public void NormalDistributionIsContinuousWhereItsMethodChanges() => Assert.Equal(
        SpecialFunctions.NormalDensity(3) * 2e-9, SpecialFunctions.NormalCdf(-3 + 1e-9) - SpecialFunctions.NormalCdf(-3 - 1e-9), 1e-15);

    [Theory]
    [InlineData(0.5, -1.9635100260214235, 4.934802200544679)]
    [InlineData(1, -0.57721566490153287, 1.6449340668482264)]
    [InlineData(4.5, 1.3888709263595289, 0.24872510303901037)]
    [InlineData(32, 3.4500295305349435, 0.031743366520302091)]
    public void PolygammaFunctions(double x, double digamma, double trigamma)
    {
        Assert.Equal(digamma, SpecialFunctions.Digamma(x), 1e-11);
        Assert.Equal(trigamma, SpecialFunctions.Trigamma(x), 1e-11);
    }

    [Theory]
    [InlineData(1e-9, 1.0000000005000000e-9)]
    [InlineData(-1e-3, -9.9950016662500833e-4)]
    [InlineData(2, 6.3890560989306495)]
    public void ExponentialMinusOne(double x, double expected) => Assert.Equal(1, SpecialFunctions.ExpMinusOne(x) / expected, 1e-13);

    [Fact]
    public void GaussLegendreIntegratesPolynomialsOfDegree47()
    {
        double even = 0;
        double sum = 0;
        for (int i = 0; i < GaussLegendre.Count; i++)
        {
            sum += GaussLegendre.Weights[i];
            even += GaussLegendre.Weights[i] * Math.Pow(GaussLegendre.Nodes[i], 46);
        }

        Assert.Equal(2, sum, 1e-13);
        Assert.Equal(2.0 / 47, even, 1e-13);
    }

    /// <summary>Against sampling: 300,000 scores give the value to better than one percent.</summary>
    [Theory]
    [InlineData(0.01, 10)]
    [InlineData(1, 2)]
    [InlineData(1, 10)]
    [InlineData(9, 10)]
    [InlineData(60, 10)]
    [InlineData(90, 10)]
    [InlineData(110, 10)]
    [InlineData(400, 3)]
    [InlineData(2, 300)]
    public void SoftmaxEnergyMatchesSampling(double q, int classes)
    {
        var random = new Philox(7, 1);
        int draws = 300_000 / classes;
        double sum = 0;
        for (int i = 0; i < draws; i++)
        {
            double total = 0;
            double squares = 0;
            for (int k = 0; k < classes; k++)
            {
                double e = Math.Exp(Math.Sqrt(q) * random.NextNormal());
                total += e;
                squares += e * e;
            }

            sum += squares / (total * total);
        }

        Assert.Equal(1, SoftmaxEnergy.Of(q, classes) / (sum / draws), classes > 100 ? 0.06 : 0.015);
    }

    [Fact]
    public void SoftmaxEnergyIsContinuousWhereItsMethodChanges() =>
        Assert.Equal(SoftmaxEnergy.Of(99.9999, 10), SoftmaxEnergy.Of(100.0001, 10), 1e-5);
}
