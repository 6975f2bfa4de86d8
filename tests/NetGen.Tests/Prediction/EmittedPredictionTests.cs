namespace NetGen.Tests.Prediction;

/// <summary>The prediction that a compiled network carries, against what the network does.</summary>
public class EmittedPredictionTests
{
    private const int Seeds = 300;

    [Fact]
    public void TwelveSigmoidLayersVanishAsPredicted()
    {
        NetworkPrediction prediction = TwelveSigmoids.Prediction;
        Assert.Same(prediction, TwelveSigmoids.Info.Prediction);
        double predicted = prediction.Layers[0].GradientNorm / prediction.Layers[^1].GradientNorm;
        Assert.InRange(predicted, 1.14e-7 / 3, 1.14e-7 * 3);

        Dictionary<string, double> measured = GradientSample.Measure<TwelveSigmoids>(Targets.Class, 32, seeds: 1);
        Assert.InRange(measured["dense1.weight"] / measured["dense12.weight"], predicted / 3, predicted * 3);

        PredictionFinding finding = prediction.Findings[0];
        Assert.Equal(PredictedProblem.Vanishing, finding.Problem);
        Assert.True(finding.IsSevere && finding.Confidence > 0.999);
        Assert.Equal("dense1", finding.Layer);
        Assert.Equal(prediction.Ratio, finding.Value);
        Assert.False(prediction.IsHealthy);
        Assert.Contains("gradient flow: Vanishing gradient", TwelveSigmoids.Summary, StringComparison.Ordinal);
        Assert.Contains(finding.Message, prediction.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void TwelveReLULayersAreHealthy()
    {
        NetworkPrediction prediction = TwelveReLUs.Prediction;
        Assert.True(prediction.IsHealthy);
        Assert.InRange(prediction.Ratio, -0.1, 0.1);
        Assert.Equal(12, prediction.Layers.Length);
        Assert.Contains("gradient flow: healthy", TwelveReLUs.Summary, StringComparison.Ordinal);

        // With He's gain the samples of narrow deep ReLU networks stay more different than theory has it: the one known case
        // in which the middle layers are off by more than a quarter.
        Check<TwelveReLUs>(prediction, Targets.Class, weights: 1.45, biases: 1.6);
    }

    [Fact]
    public void EveryLossHasTheGradientThatIsPredicted()
    {
        Check<SquaredNet>(SquaredNet.Prediction, Targets.Standardized);

        // The signs of a batch can sum to exactly zero, which has no logarithm.
        Check<AbsoluteNet>(AbsoluteNet.Prediction, Targets.Standardized, biases: double.PositiveInfinity);
        Check<HuberNet>(HuberNet.Prediction, Targets.Standardized, mean: 1, deviation: 0.5f);
        Check<LogCoshNet>(LogCoshNet.Prediction, Targets.Standardized);
        Check<HingeNet>(HingeNet.Prediction, Targets.PlusMinusOne);
        Check<ProbabilityNet>(ProbabilityNet.Prediction, Targets.ZeroOrOne);
        Check<LogitNet>(LogitNet.Prediction, Targets.ZeroOrOne);
        Check<SmoothedNet>(SmoothedNet.Prediction, Targets.Class);
        Check<LogSoftmaxNet>(LogSoftmaxNet.Prediction, Targets.OneHot);
    }

    [Fact]
    public void ActivationsHaveTheScaleThatIsPredicted()
    {
        var random = new Philox(5, 5);
        var input = new float[64 * 20];
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = (float)random.NextNormal();
        }

        foreach (LayerPrediction layer in TwelveReLUs.Prediction.Layers)
        {
            double z = 0;
            double a = 0;
            for (int seed = 0; seed < 20; seed++)
            {
                var workspace = new Workspace(TwelveReLUs.Info, 64);
                ((INetwork<TwelveReLUs>)new TwelveReLUs(seed)).Forward(input, workspace);
                LayerInfo info = TwelveReLUs.Info.Layer(layer.Name);
                z += MeanSquare(workspace, info) / 20;
                a += MeanSquare(workspace, TwelveReLUs.Info.Layers[Math.Min(info.Index + 1, TwelveReLUs.Info.Layers.Length - 1)]) / 20;
            }

            Assert.InRange(Math.Sqrt(z) / layer.PreactivationScale, 0.8, 1.25);
            Assert.InRange(Math.Sqrt(a) / layer.ActivationScale, 0.8, 1.25);
        }

        static double MeanSquare(Workspace workspace, LayerInfo layer)
        {
            var values = new float[64 * layer.Outputs];
            workspace.Activation(layer).FlattenTo(values);
            return values.Average(static v => (double)v * v);
        }
    }

    [Fact]
    public void TheHealthReportComparesTheFirstStep()
    {
        var network = new TwelveReLUs(3);
        using var trainer = new Trainer<TwelveReLUs>(network, new SGD(0.01f));
        var random = new Philox(3, 3);
        var input = new float[32 * 20];
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = (float)random.NextNormal();
        }

        int[] labels = [.. Enumerable.Range(0, 32).Select(static i => i % 10)];
        trainer.Step(input, labels);
        double first = trainer.Gradients[0].Norm;
        trainer.Step(input, labels);
        HealthReport report = trainer.Health.Report();
        foreach (LayerHealth layer in report.Layers.Where(static l => l.GradientNorm is not null))
        {
            LayerPrediction predicted = TwelveReLUs.Prediction.Layer(layer.Name)!;
            Assert.Equal(predicted.GradientNorm, layer.PredictedGradientNorm);
            Assert.InRange(layer.FirstGradientNorm!.Value, predicted.GradientInterval.Low, predicted.GradientInterval.High);
            Assert.NotEqual(layer.FirstGradientNorm, layer.GradientNorm);
        }

        Assert.True(report.Layers[0].FirstGradientNorm <= first * (1 + 1e-9));
        Assert.Contains("predicted", report.ToString(), StringComparison.Ordinal);
    }

    private static void Check<TNetwork>(NetworkPrediction prediction, Targets targets, double weights = 1.15, double biases = 1.25, float mean = 0, float deviation = 1)
        where TNetwork : class, INetwork<TNetwork>
    {
        Assert.Equal("", prediction.Unknown);
        Dictionary<string, double> measured = GradientSample.Measure<TNetwork>(targets, prediction.BatchSize, Seeds, mean, deviation);
        foreach (LayerPrediction layer in prediction.Layers)
        {
            Within(layer.Name + ".weight", layer.GradientNorm, weights);
            Within(layer.Name + ".bias", layer.BiasGradientNorm, biases);
        }

        void Within(string name, double predicted, double tolerance) => Assert.True(
            measured[name] < predicted * tolerance && measured[name] >= predicted / tolerance,
            $"{TNetwork.Info.Name}.{name}: measured {measured[name]:G4}, predicted {predicted:G4}");
    }
}
