using NetGen.Generator.GradientFlow;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.Tests.GradientFlow;

/// <summary>Predictions of whole networks.</summary>
public class GradientFlowPredictorTests
{
    [Fact]
    public void TwelveSigmoidLayersVanish()
    {
        GradientFlowPrediction prediction = FlowNetworks.Predict(FlowNetworks.Stack(20, 64, 11, 10, "Sigmoid", "XavierNormal"));
        LayerFlow first = prediction.Layers[0];
        LayerFlow last = prediction.Layers[prediction.Layers.Count - 1];
        Assert.Equal(12, prediction.Layers.Count);
        Assert.Equal(1.14e-7, first.WeightGradient / last.WeightGradient, 0.01e-7);

        FlowFinding finding = Assert.Single(prediction.Findings, static f => f.Problem == FlowProblem.Vanishing);
        Assert.True(finding.IsSevere);
        Assert.Equal(prediction.Ratio, finding.Value);
        Assert.True(finding.Confidence > 0.999);
        Assert.Contains("R = -6.29", finding.Message, StringComparison.Ordinal);
        Assert.Contains(prediction.Findings, static f => f.Problem == FlowProblem.Collapsed && f.IsSevere);
    }

    [Fact]
    public void TwelveReLULayersWithHeDoNot()
    {
        GradientFlowPrediction prediction = FlowNetworks.Predict(FlowNetworks.Stack(20, 64, 11, 10, "ReLU", "HeNormal"));
        Assert.True(Math.Abs(prediction.Ratio) < 0.1, $"R = {prediction.Ratio}");
        Assert.True(prediction.IsHealthy, string.Join("; ", prediction.Findings));
    }

    /// <summary>
    /// 1000 standardised features, 100 tanh units, one sigmoid output: the root mean square over initialisations of both
    /// gradient norms, as 1500 networks each gave it in an independent program.
    /// </summary>
    [Theory]
    [InlineData("Normal", true, .6415, .1552)]
    [InlineData("XavierNormal", true, 1.0558, .2819)]
    [InlineData("LeCunNormal", true, .9047, .2664)]
    [InlineData("Normal", false, 4.9602, 1.2456)]
    [InlineData("XavierNormal", false, 2.5621, .6955)]
    [InlineData("LeCunNormal", false, 1.9834, .5868)]
    public void TheSmallClassifierOfTheIntroduction(string init, bool squared, double first, double second)
    {
        NetworkModel model = FlowNetworks.Model(
            $"[Network(Init = Init.{init}), Input(1000)]\n[Dense(100), Tanh]\n[Dense(1){(squared ? ", Sigmoid, MeanSquaredError" : ", BinaryCrossEntropy")}]");
        FlowGraph graph = FlowGraph.Of(model);
        var context = new FlowContext(32);
        Assert.True(ForwardFlow.Run(graph, context));
        LossFlow loss = DefinitionTable.Loss(model.Loss!.Kind)!.Flow(model.Loss, graph.EndOfLoss)!;
        GaussianBase z = graph.Start.Signal.Base!;
        OutputGradient output = loss.At(z.LogQ, 0, [z.Correlation.Samples.High, z.Correlation.Samples.Low]);
        BackwardFlow.Run(graph, graph.Start, new Gradient(output.LogSquare, new Pairs(new Pair(output.Cosine[0], output.Cosine[1]), default, default)), context);
        Assert.Equal(first, Norm(graph.Weighted[0]), 0.015 * first);
        Assert.Equal(second, Norm(graph.Weighted[1]), 0.015 * second);

        double Norm(FlowStage stage) => Math.Exp(stage.Weights.Weights(stage.Node, context).LogSquare / 2);
    }

    [Fact]
    public void ALayerWithoutAFactorMakesThePredictionSaySo()
    {
        AssertUnknown("[Network, Input(4)]\n[Dense(8), Activation<Cube>]\n[Dense(1), MeanSquaredError]", "no factor for Activation (activation1)");
        AssertUnknown("[Network, Input(4)]\n[Dense(8), Softmax]\n[Dense(1), MeanSquaredError]", "no factor for Softmax (softmax1)");
        AssertUnknown("[Network, Input(4)]\n[Tanh]\n[Dense(1), MeanSquaredError]", "no factor for Tanh (tanh1) on the input");
        AssertUnknown("[Network, Input(4)]\n[Dense(4, Init = Init.Identity)]\n[Dense(1), MeanSquaredError]", "dense1: Init.Identity is not random");
        AssertUnknown("[Network, Input(4)]\n[Dense(4), ReLU]\n[Dense(1, Init = Init.Zeros), MeanSquaredError]", "dense2: all weights are 0, so that the units of the layer cannot differ");
        AssertUnknown("[Network, Input(4)]\n[Tanh]", "no factor for Tanh (tanh1) on the input");
    }

    [Theory]
    [InlineData("", "no loss is declared")]
    [InlineData("Softmax, MeanSquaredError", "no formula for MeanSquaredError behind Softmax")]
    public void WithoutTheOutputsGradientOnlyRatiosAreKnown(string end, string problem)
    {
        string hidden = "[Network, Input(20)]\n" + string.Concat(Enumerable.Repeat("[Dense(64), Sigmoid]\n", 11));
        GradientFlowPrediction prediction = FlowNetworks.Predict(hidden + "[Dense(10)" + (end.Length > 0 ? ", " + end : "") + "]");
        GradientFlowPrediction known = FlowNetworks.Predict(hidden + "[Dense(10), SoftmaxCrossEntropy]");
        Assert.Equal(problem, prediction.LossProblem);
        Assert.Null(known.LossProblem);
        Assert.Equal(known.Ratio, prediction.Ratio, 1e-12);
        Assert.All(prediction.Layers, static l => Assert.True(double.IsNaN(l.LogWeightGradient) && double.IsNaN(l.LogBiasGradient)));
        Assert.Contains(prediction.Findings, static f => f.Problem == FlowProblem.Vanishing);
    }

    [Fact]
    public void EqualDeclarationsPredictEqually()
    {
        string declaration = FlowNetworks.Stack(20, 64, 4, 10, "Tanh", "XavierNormal");
        Assert.Equal(FlowNetworks.Predict(declaration), FlowNetworks.Predict(declaration));
    }

    private static void AssertUnknown(string attributes, string problem)
    {
        GradientFlowPrediction prediction = FlowNetworks.Predict(attributes);
        Assert.Equal(problem, prediction.Problem);
        Assert.Empty(prediction.Layers);
        Assert.Equal(FlowProblem.Unpredictable, Assert.Single(prediction.Findings).Problem);
    }
}
