using System.Numerics;
using NetGen.Generator.GradientFlow;

namespace NetGen.Generator.Tests.GradientFlow;

/// <summary>What walks of recurrent cells compute quickly, against the functions of the library and exact integrals.</summary>
public class GateVectorTests
{
    [Fact]
    public void Gates_AreThoseOfTheLibrary()
    {
        for (double x = -38; x <= 38; x += 0.173)
        {
            double logistic = GateVectors.Logistic(new Vector<double>(x))[0];
            double tanh = GateVectors.Tanh(new Vector<double>(x / 2))[0];

            // Small gates too, to as many digits: a chrono bias lets in little.
            Assert.Equal(1, logistic * (1 + Math.Exp(-x)), 1e-8);
            Assert.Equal(Math.Tanh(x / 2), tanh, 1e-8);
        }

        foreach (double small in (double[])[1e-3, 1e-6, 1e-9])
        {
            Assert.Equal(1, GateVectors.Tanh(new Vector<double>(-small))[0] / -small, Math.Max(1e-6, small));
        }

        Assert.Equal(Vector<double>.Zero, GateVectors.Tanh(Vector<double>.Zero));
    }

    [Theory]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(1e300, 1)]
    [InlineData(-1e300, 0)]
    [InlineData(double.NegativeInfinity, 0)]
    public void Gates_HaveEnds(double x, double logistic)
    {
        Assert.Equal(logistic, GateVectors.Logistic(new Vector<double>(x))[0], 1e-16);
        Assert.Equal((2 * logistic) - 1, GateVectors.Tanh(new Vector<double>(x))[0], 1e-16);
    }

    /// <summary>E[tanh(a x) tanh(b x')] of two different scales is a sum over the coefficients of both.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-0.6)]
    [InlineData(0.9)]
    public void Series_OfTwoVariancesAreTheDoubleIntegral(double correlation)
    {
        var context = new FlowContext(32);
        (double first, double second) = (Math.Log(0.4), Math.Log(2.5));
        ActivationMoments a = context.MomentsOfStep(GateFunctions.Tanh, first), b = context.MomentsOfStep(GateFunctions.Tanh, second);
        double series = Math.Sqrt(a.MeanSquare * b.MeanSquare) * a.Correlation.With(b.Correlation, correlation);

        var unit = new GaussianQuadrature(1, 0, []);
        double rest = Math.Sqrt(1 - (correlation * correlation));
        double exact = unit.Expect(x => Math.Tanh(Math.Sqrt(0.4) * x) * unit.Expect(y => Math.Tanh(Math.Sqrt(2.5) * ((correlation * x) + (rest * y)))));
        Assert.Equal(exact, series, 1e-4);
    }

    [Fact]
    public void Moments_BetweenPointsOfTheGridAreThoseThere()
    {
        var context = new FlowContext(32);
        for (double logQ = -6; logQ <= 6; logQ += 0.0137)
        {
            ActivationMoments between = context.MomentsOfStep(GateFunctions.Tanh, logQ), exact = ActivationMoments.Of(GateFunctions.Tanh, logQ, 0);
            Assert.Equal(exact.LogMeanSquare, between.LogMeanSquare, 1e-4);
            Assert.Equal(exact.LogSlopeSquare, between.LogSlopeSquare, 1e-4);
            Assert.Equal(exact.Correlation.At(0.5), between.Correlation.At(0.5), 1e-4);
            Assert.Equal(exact.SlopeCorrelation.At(-0.8), between.SlopeCorrelation.At(-0.8), 3e-4);
        }
    }
}
