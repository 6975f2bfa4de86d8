using System.Globalization;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Tests.GradientFlow;

/// <summary>What a declaration says of data and training, and where the prediction shows.</summary>
public class PredictionDeclarationTests
{
    [Fact]
    public void TheDeclarationIsAssumed()
    {
        NetworkModel model = FlowNetworks.Model("[Network(BatchSize = 8, LearningRate = 0.5f), Input(4, Mean = 2, Std = 0.5f)]\n[Dense(1), MeanSquaredError]");
        Assert.Equal(new TrainingAssumptions(2, 0.5f, true, 8, 0.5f), model.Assumptions);
        Assert.Equal(TrainingAssumptions.Default, FlowNetworks.Model("[Network, Input(4)]\n[Dense(1), MeanSquaredError]").Assumptions);
    }

    [Theory]
    [InlineData("Network(BatchSize = 0), Input(4)", "Network.BatchSize is 0")]
    [InlineData("Network(LearningRate = -1), Input(4)", "Network.LearningRate is -1")]
    [InlineData("Network(LearningRate = float.PositiveInfinity), Input(4)", "Network.LearningRate is float.PositiveInfinity")]
    [InlineData("Network, Input(4, Mean = float.NaN)", "Input.Mean is float.NaN")]
    [InlineData("Network, Input(4, Std = -0.5f)", "Input.Std is -0.5")]
    public void ImpossibleValuesAreReported(string attributes, string message)
    {
        GeneratorRun run = GeneratorHarness.RunUnchecked($"using NetGen;\n[{attributes}]\n[Dense(1), MeanSquaredError]\npublic partial class Net;\n");
        Assert.StartsWith(message, Assert.Single(run.Reported).GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    [Fact]
    public void TheScaleOfTheInputCarriesThrough()
    {
        GradientFlowPrediction one = FlowNetworks.Predict("[Network, Input(50)]\n[Dense(30), ReLU]\n[Dense(1), MeanSquaredError]");
        GradientFlowPrediction large = FlowNetworks.Predict("[Network, Input(50, Mean = 60, Std = 80)]\n[Dense(30), ReLU]\n[Dense(1), MeanSquaredError]");
        Assert.Equal(Math.Log(100 * 100), large.Layers[0].LogVariance - one.Layers[0].LogVariance, 1e-6);

        // 80² / (60² + 80²) / sqrt(50) and 60² / (60² + 80²): all samples share the mean.
        Assert.Equal(0.36, large.Layers[0].Correlation, 1e-9);
        Assert.Equal(0, one.Layers[0].Correlation, 1e-9);
    }

    [Fact]
    public void WeightNormalisationTakesAwayTheComponentAlongTheWeights()
    {
        GradientFlowPrediction plain = FlowNetworks.Predict("[Network, Input(5)]\n[Dense(4), Tanh]\n[Dense(1), MeanSquaredError]");
        GradientFlowPrediction normed = FlowNetworks.Predict("[Network(WeightNorm = true), Input(5)]\n[Dense(4), Tanh]\n[Dense(1), MeanSquaredError]");
        Assert.Equal(0.8, Math.Pow(normed.Layers[0].WeightGradient / plain.Layers[0].WeightGradient, 2), 1e-9);
    }

    [Fact]
    public void PenaltiesAddTheirGradient()
    {
        GradientFlowPrediction prediction = FlowNetworks.Predict(
            "[Network(Init = Init.Normal, InitScale = 0.1f), Input(5)]\n[Dense(4), Tanh]\n[Dense(1, L2 = 1000), MeanSquaredError]");
        // ||2·1000·W|| with 4 weights of deviation 0.1.
        Assert.Equal(2000 * 0.1 * 2, prediction.Layers[1].WeightGradient, 1);
    }

    [Theory]
    [InlineData("MeanSquaredError")]
    [InlineData("Huber(1)")]
    [InlineData("LogCosh")]
    [InlineData("MeanAbsoluteError")]
    [InlineData("PoissonNLL")]
    [InlineData("Hinge")]
    [InlineData("SquaredHinge")]
    [InlineData("BinaryCrossEntropy")]
    public void ReductionsScaleTheGradient(string loss)
    {
        string separator = loss.Contains('(') ? loss.Replace(")", ", ") : loss + "(";
        double mean = Gradient(separator + "Reduction = Reduction.Mean)");
        Assert.Equal(3, Gradient(separator + "Reduction = Reduction.BatchMean)") / mean, 1e-6);
        Assert.Equal(3 * 32, Gradient(separator + "Reduction = Reduction.Sum)") / mean, 1e-6);

        static double Gradient(string loss) => FlowNetworks.Predict($"[Network, Input(6)]\n[Dense(5), Tanh]\n[Dense(3), {loss}]").Layers[0].WeightGradient;
    }

    [Fact]
    public void EveryVerdictHasItsNetwork()
    {
        Assert.Contains(Findings(FlowNetworks.Stack(20, 64, 11, 10, "Tanh", "Normal")), static f => f is { Problem: FlowProblem.Exploding, IsSevere: true });
        Assert.Contains(Findings(FlowNetworks.Stack(20, 64, 2, 10, "Tanh", "Normal")), static f => f is { Problem: FlowProblem.Saturated, IsSevere: true });
        Assert.Contains(Findings(FlowNetworks.Stack(20, 64, 40, 10, "ReLU", "HeNormal")), static f => f is { Problem: FlowProblem.Collapsed, IsSevere: false });
        Assert.Contains(Findings(FlowNetworks.Stack(20, 8, 40, 10, "ReLU", "HeNormal")), static f => f.Problem == FlowProblem.Unpredictable);
        Assert.Contains(Findings(FlowNetworks.Stack(20, 64, 11, 10, "GELU", "HeNormal")), static f => f.Problem == FlowProblem.Unpredictable);
        Assert.DoesNotContain(Findings(FlowNetworks.Stack(20, 64, 11, 10, "GELU", "LeCunNormal")), static f => f.Problem == FlowProblem.Unpredictable);
        Assert.Contains(
            Findings("[Network, Input(20)]\n[Dense(64, BiasInit = Init.Constant, BiasInitScale = -6), ReLU]\n[Dense(10), SoftmaxCrossEntropy]"),
            static f => f is { Problem: FlowProblem.Dead, IsSevere: true });
        Assert.Contains(
            Findings("[Network(LearningRate = 0.5f), Input(20, Std = 20)]\n[Dense(64), ReLU]\n[Dense(1), MeanSquaredError]"),
            static f => f is { Problem: FlowProblem.Exploding, IsSevere: false } && f.Message.Contains("learning rate of 0.5", StringComparison.Ordinal));
        Assert.Contains(
            Findings("[Network(Init = Init.Normal, InitScale = 1e20f), Input(20)]\n[Dense(64), ReLU]\n[Dense(64), ReLU]\n[Dense(1), MeanSquaredError]"),
            static f => f is { Problem: FlowProblem.Exploding, IsSevere: true } && f.Message.Contains("overflow", StringComparison.Ordinal));

        static IEnumerable<FlowFinding> Findings(string attributes) => FlowNetworks.Predict(attributes).Findings;
    }

    [Fact]
    public void TheSummaryShowsIt()
    {
        string face = Face("[Network(BatchSize = 16), Input(20, Mean = 0.5f)]\n" + string.Concat(Enumerable.Repeat("[Dense(64), Sigmoid]\n", 11)) + "[Dense(10), SoftmaxCrossEntropy]");
        Assert.Contains("FLOPs  scale  gradient", face, StringComparison.Ordinal);
        Assert.Contains("/// gradient flow: Vanishing gradient: a unit of dense1 gets ", face, StringComparison.Ordinal);
        Assert.Contains("/// predicted for inputs of mean 0.5 and deviation 1, batches of 16", face, StringComparison.Ordinal);
        Assert.Contains("public static global::NetGen.NetworkPrediction Prediction => Info.Prediction!;", face, StringComparison.Ordinal);
        Assert.Contains("Problem = global::NetGen.PredictedProblem.Vanishing, IsSevere = true", face, StringComparison.Ordinal);

        string healthy = Face("[Network, Input(20)]\n[Dense(64), ReLU]\n[Dense(10), SoftmaxCrossEntropy]");
        Assert.Contains("/// gradient flow: healthy", healthy, StringComparison.Ordinal);

        string unknown = Face("[Network, Input(20)]\n[Dense(64), Softmax]\n[Dense(10), SoftmaxCrossEntropy]");
        Assert.Contains("/// gradient flow: Unpredictable: no factor for Softmax (softmax1).", unknown, StringComparison.Ordinal);
        Assert.DoesNotContain("scale  gradient", unknown, StringComparison.Ordinal);

        static string Face(string attributes) =>
            GeneratorHarness.Run($"using NetGen;\n/// <summary>A network.</summary>\n{attributes}\npublic partial class Net;\n").Files["Net.g.cs"];
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1.14e-7, "1.14e-7")]
    [InlineData(-6.2868, "-6.29")]
    [InlineData(0.0009994, "9.99e-4")]
    [InlineData(0.0010004, "0.001")]
    [InlineData(12345.6, "12346")]
    [InlineData(3.4e38, "3.4e38")]
    [InlineData(99.9999, "100")]
    [InlineData(double.NaN, "")]
    [InlineData(double.PositiveInfinity, "overflow")]
    public void NumbersHaveThreeDigits(double value, string text) => Assert.Equal(text, FlowText.Number(value));
}
