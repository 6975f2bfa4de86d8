using System.Diagnostics;
using System.Globalization;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Generator.Tests.GradientFlow;

/// <summary>Factors of blocks against values in closed form and of independent experiments.</summary>
public class GraphFlowTests
{
    [Fact]
    public void AResidualBlockDoublesWhatPasses()
    {
        // A branch that keeps mean squares: each block doubles both M and the squared gradient.
        FlowGraph graph = Run("[Block, Dense(256), ReLU, Dense(256, Init = Init.LeCunNormal)]\npublic sealed class Branch;", "[Residual<Branch>]\n[Residual<Branch>]", "HeNormal", 256);
        FlowNode[] sums = [.. graph.Nodes.Where(static n => n.Step is SumFlow)];
        Assert.Equal(2, Math.Exp(sums[1].Signal.LogSquare - sums[0].Signal.LogSquare), 1e-9);
        Assert.Equal(2, Math.Exp(sums[0].Gradient.LogSquare - sums[1].Gradient.LogSquare), 1e-9);
    }

    [Fact]
    public void APreNormBlockAddsOneOverItsDepth()
    {
        FlowGraph graph = Run("[Block, RMSNorm, Dense(4096), ReLU, Dense(4096, Init = Init.LeCunNormal)]\npublic sealed class Branch;", "[Residual<Branch>]\n[Residual<Branch>]\n[Residual<Branch>]", "HeNormal", 4096, "LeCunNormal");
        FlowNode[] sums = [.. graph.Nodes.Where(static n => n.Step is SumFlow)];
        for (int k = 1; k < sums.Length; k++)
        {
            // The block behind the k-th sum reads M = k + 1.
            double factor = Math.Exp(sums[k - 1].Gradient.LogSquare - sums[k].Gradient.LogSquare);
            Assert.Equal(1 + (1.0 / Math.Exp(sums[k - 1].Signal.LogSquare)), factor, 1e-3);
            Assert.Equal(k + 1, Math.Exp(sums[k - 1].Signal.LogSquare), 1e-6);
        }
    }

    [Fact]
    public void AttentionPassesWhatSoftmaxLeaves()
    {
        SoftmaxPowers p = SoftmaxPowers.Of(1, 16);
        Assert.Equal(.318, AttentionFlow.Factor(p, 1), 0.003);
        Assert.Equal(.337, AttentionFlow.Factor(p, 1), 0.03);
    }

    [Theory]
    [InlineData("[Network, Input(6, 6, 2)]\n[Conv2D(4, kernel: 3, Init = Init.Dirac), ReLU]\n[Flatten]\n[Dense(3), SoftmaxCrossEntropy]", "conv2d1: no factor for weights that are not random, of Init.Dirac")]
    [InlineData("[Network, Input(6, 6, 2)]\n[Conv2D(4, kernel: 3), Mish, MaxPool2D(2)]\n[Flatten]\n[Dense(3), SoftmaxCrossEntropy]", "no factor for MaxPool2D (maxpool2d1) behind Mish (mish1), which is not a rising function")]
    [InlineData("[Network, Input(6, 4)]\n[GRU(8, RecurrentInit = Init.Identity)]\n[Dense(3), SoftmaxCrossEntropy]", "gru1: Init.Identity is not random")]
    public void WhatTheoryHasNothingToSayToIsNamed(string network, string problem) =>
        Assert.Equal(problem, FlowNetworks.Predict(network).Problem);

    [Fact]
    public void RoughFormulasAreNamed() =>
        Assert.Equal(["MultiHeadAttention"], FlowNetworks.Predict("[Network, Input(6, 4)]\n[MultiHeadAttention(2)]\n[LSTM(8)]\n[Dense(3), SoftmaxCrossEntropy]").Heuristic);

    [Fact]
    public void AThousandBlocksTakeNoTime()
    {
        NetworkModel model = Model("[Block, LayerNorm, Dense(64), ReLU, Dense(64)]\npublic sealed class Branch;\n[Block, Residual<Branch>]\npublic sealed class Step;", "[Repeat<Step>(1000)]", "HeNormal", 64);
        long start = Stopwatch.GetTimestamp();
        GradientFlowPrediction prediction = GradientFlowPredictor.Predict(model with { Name = "Unknown" });
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms"));
        Assert.Equal(2002, prediction.Layers.Count);
        Assert.All(prediction.Layers, static l => Assert.True(double.IsFinite(l.LogWeightGradient) && double.IsFinite(l.Beta)));
    }

    private static NetworkModel Model(string blocks, string network, string init, int width, string first = "HeNormal") => FlowNetworks.Model(
        $"{blocks}\n[Network(Init = Init.{init}), Input({width.ToString(CultureInfo.InvariantCulture)})]\n[Dense({width.ToString(CultureInfo.InvariantCulture)}, Init = Init.{first})]\n{network}\n[Dense(10), SoftmaxCrossEntropy]");

    private static FlowGraph Run(string blocks, string network, string init, int width, string first = "HeNormal")
    {
        FlowGraph graph = FlowGraph.Of(Model(blocks, network, init, width, first));
        var context = new FlowContext(32);
        Assert.True(ForwardFlow.Run(graph, context), context.Problem);
        BackwardFlow.Run(graph, graph.Start, new Gradient(0, default), context);
        return graph;
    }
}
