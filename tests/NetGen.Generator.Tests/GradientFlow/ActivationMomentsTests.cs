using NetGen.Generator.Activations;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Tests.GradientFlow;

/// <summary>The moments of activations against closed forms and published numbers.</summary>
public class ActivationMomentsTests
{
    public static TheoryData<string, double, double, double> AtOne => new()
    {
        { "Tanh", .394294, .464403, 3.750 },
        { "Sigmoid", .293379, .044836, 2.411 },
        { "SELU", 1.000000, 1.071575, 2.949 },
        { "ELU", .644945, .668102, double.NaN },
        { "Softplus", .921246, .293379, 3.587 },
        { "GELU", .425221, .455851, 5.265 },
        { "SiLU", .355776, .379482, 4.970 },
        { "Mish", .452342, .479084, 4.512 },
        { "Softsign", .183014, .227671, double.NaN },
        { "Hardswish", .331567, .358532, double.NaN },
        { "HardSigmoid", .277639, .027703, double.NaN },
        { "HardTanh", .516059, .682689, double.NaN },
        { "ReLU", .5, .5, 5 },
    };

    [Theory]
    [MemberData(nameof(AtOne))]
    public void CheckValuesAtUnitVariance(string kind, double square, double slopeSquare, double spread)
    {
        ActivationMoments moments = ActivationMoments.Of(Function(kind), 0, 0);
        Assert.Equal(square, moments.MeanSquare, 6e-7);
        Assert.Equal(slopeSquare, moments.SlopeSquare, 6e-7);
        if (!double.IsNaN(spread))
        {
            Assert.Equal(spread, moments.Spread, 6e-4);
        }
    }

    [Theory]
    [InlineData(1e-6)]
    [InlineData(0.04)]
    [InlineData(0.7)]
    [InlineData(3)]
    [InlineData(120)]
    [InlineData(1e5)]
    public void ClosedFormsHoldAtEveryScale(double q)
    {
        double s = Math.Sqrt(q);
        Check("ReLU", q / 2, 0.5);
        Check("LeakyReLU", q * (1 + 0.01) / 2, (1 + 0.01) / 2, 0.1f);
        Check("PReLU", q * (1 + 0.0625) / 2, (1 + 0.0625) / 2, 0.25f, 0f);

        double p = (2 * Cdf(1 / s)) - 1;
        Check("HardTanh", (q * (p - (2 / s * Pdf(1 / s)))) + 1 - p, p, -1f, 1f);
        Check(
            "GELU",
            (q / 4) + (q / (2 * Math.PI) * Math.Asin(q / (1 + q))) + (q * q / (Math.PI * (1 + q) * Math.Sqrt(1 + (2 * q)))),
            0.25 + (Math.Asin(q / (1 + q)) / (2 * Math.PI)) + (q * (3 + (5 * q)) / (2 * Math.PI * (1 + q) * Math.Pow(1 + (2 * q), 1.5))));

        // The closed form of ELU loses its digits at small q, and its e^(2q) leaves the range at large.
        if (q is > 1e-3 and < 200)
        {
            const double Scale = 1.0507009873554805;
            Check("ELU", Elu(1).Square, Elu(1).Slope, 1f);
            Check("ELU", Elu(0.5).Square, Elu(0.5).Slope, 0.5f);
            Check("SELU", Scale * Scale * Elu(1.6732632423543772).Square, Scale * Scale * Elu(1.6732632423543772).Slope);
        }

        (double Square, double Slope) Elu(double alpha)
        {
            double e1 = Math.Exp(q / 2) * Cdf(-s);
            double e2 = Math.Exp(2 * q) * Cdf(-2 * s);
            return ((q / 2) + (alpha * alpha * (e2 - (2 * e1) + 0.5)), 0.5 + (alpha * alpha * e2));
        }

        void Check(string kind, double square, double slope, params float[] arguments)
        {
            ActivationMoments moments = ActivationMoments.Of(Function(kind, arguments), Math.Log(q), 0);
            Assert.Equal(1, moments.MeanSquare / square, 1e-6);
            Assert.Equal(1, moments.SlopeSquare / slope, 1e-6);
        }
    }

    [Theory]
    [InlineData(-0.6)]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(0.9)]
    [InlineData(1)]
    public void PairsOfReLUFollowTheArcCosineKernel(double c)
    {
        ActivationMoments moments = ActivationMoments.Of(Function("ReLU"), 0, 0);
        double angle = Math.Acos(c);
        // The series breaks off after 48 terms, which shows where the slope jumps.
        Assert.Equal((Math.Sin(angle) + ((Math.PI - angle) * c)) / Math.PI, moments.Correlation.At(c), 1e-4);
        Assert.Equal(1 - (angle / Math.PI), moments.SlopeCorrelation.At(c), 2e-2);
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.8)]
    public void PairsOfGELUMatchTwoDimensionalIntegration(double c)
    {
        ScalarFunction gelu = Function("GELU");
        ActivationMoments moments = ActivationMoments.Of(gelu, Math.Log(2), 0);
        double value = 0;
        double slope = 0;
        double total = 0;
        for (double x = -8; x <= 8; x += 0.125)
        {
            for (double y = -8; y <= 8; y += 0.125)
            {
                double weight = Pdf(x) * Pdf(y);
                double first = Math.Sqrt(2) * x;
                double second = Math.Sqrt(2) * ((c * x) + (Math.Sqrt(1 - (c * c)) * y));
                total += weight;
                value += weight * gelu.Value(first) * gelu.Value(second);
                slope += weight * gelu.Derivative(first) * gelu.Derivative(second);
            }
        }

        Assert.Equal(value / total, moments.MeanSquare * moments.Correlation.At(c), 1e-6);
        Assert.Equal(slope / total, moments.SlopeSquare * moments.SlopeCorrelation.At(c), 1e-6);
    }

    [Fact]
    public void EveryDerivativeIsTheSlopeOfItsFunction()
    {
        int found = 0;
        foreach (ActivationDefinition definition in DefinitionTable.Layers.OfType<ActivationDefinition>())
        {
            if (definition.Function(new EquatableArray<float>(Arguments(definition.Kind))) is not { } function)
            {
                continue;
            }

            found++;
            for (double x = -6.03; x < 6.5; x += 0.17)
            {
                const double H = 1e-5;
                if (function.Kinks.Any(k => Math.Abs(k - x) < 2 * H))
                {
                    continue;
                }

                double slope = (function.Value(x + H) - function.Value(x - H)) / (2 * H);
                Assert.True(Math.Abs(slope - function.Derivative(x)) < 1e-6 * Math.Max(1, Math.Abs(slope)), $"{definition.Kind} at {x}: {function.Derivative(x)}, not {slope}");
            }
        }

        Assert.Equal(25, found);
    }

    [Fact]
    public void OffsetsShiftTheArgument()
    {
        ScalarFunction relu = Function("ReLU");
        ActivationMoments moments = ActivationMoments.Of(relu, 0, 0.5);
        // E[max(0, x + m)²] = (1 + m²) Phi(m) + m phi(m); P(x + m > 0) = Phi(m).
        Assert.Equal((1.25 * Cdf(0.5)) + (0.5 * Pdf(0.5)), moments.MeanSquare, 1e-9);
        Assert.Equal(Cdf(0.5), moments.SlopeSquare, 1e-9);
    }

    [Fact]
    public void CompositionsBendWhereTheirPartsDo()
    {
        // relu(tanh(z)) and clamp(elu(z), -0.5, 1): the second has its kinks where elu passes -1/2 and 1.
        ScalarFunction first = Function("Tanh").Then(Function("ReLU"));
        ActivationMoments half = ActivationMoments.Of(first, 0, 0);
        Assert.Equal(.394294 / 2, half.MeanSquare, 6e-7);

        ScalarFunction second = Function("ELU", 1f).Then(Function("HardTanh", -0.5f, 1f));
        Assert.Contains(second.Kinks, static k => Math.Abs(k - Math.Log(0.5)) < 1e-9);
        Assert.Contains(second.Kinks, static k => Math.Abs(k - 1) < 1e-9);
    }

    [Fact]
    public void ScalesFarBeyondDoubleStayFinite()
    {
        ActivationMoments relu = ActivationMoments.Of(Function("ReLU"), 2000, 0);
        Assert.Equal(2000 - Math.Log(2), relu.LogMeanSquare, 1e-9);
        ActivationMoments tanh = ActivationMoments.Of(Function("Tanh"), -2000, 0);
        Assert.Equal(-2000, tanh.LogMeanSquare, 1e-6);
        Assert.Equal(0, tanh.LogSlopeSquare, 1e-6);
        Assert.Equal(0, ActivationMoments.Of(Function("Tanh"), 2000, 0).LogMeanSquare, 1e-6);
    }

    internal static ScalarFunction Function(string kind, params float[] arguments) =>
        ((ActivationDefinition)DefinitionTable.Layer(kind)!).Function(new EquatableArray<float>(arguments.Length > 0 ? arguments : Arguments(kind)))!;

    private static float[] Arguments(string kind) => kind switch
    {
        "HardTanh" => [-1, 1],
        "Threshold" => [0.1f, -0.5f],
        "GELU" => [0],
        "RReLU" or "PReLU" => [0.25f, 0.5f],
        _ => [1],
    };

    private static double Cdf(double x) => SpecialFunctions.NormalCdf(x);

    private static double Pdf(double x) => SpecialFunctions.NormalDensity(x);
}
