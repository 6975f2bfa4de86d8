namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>Residuals, joined branches, convolutions and pools: predicted against measured gradients of real networks.</summary>
public class ComposedNetworkTests
{
    private const int Seeds = 40;
    private const string Vector = "[Network, Input(20)]\n[Dense(64)]\n";
    private const string Image = "[Network, Input(8, 8, 3)]\n";

    [Theory]
    [InlineData("Plain", "[Block, Dense(64), ReLU, Dense(64)] internal sealed class PlainBranch;", Vector + "[Residual<PlainBranch>]\n[Residual<PlainBranch>]\n[Residual<PlainBranch>]\n[Residual<PlainBranch>]", 10, 0.08)]
    [InlineData("Scaled", "[Block, Dense(64), Tanh, Dense(64)] internal sealed class ScaledBranch;", Vector + "[Residual<ScaledBranch>(Scale = 0.5f)]\n[Residual<ScaledBranch>(Scale = 0.5f)]\n[Residual<ScaledBranch>(Scale = 0.5f)]", 8, 0.06)]
    [InlineData("PreNorm", "[Block, LayerNorm, Dense(64), ReLU, Dense(64)] internal sealed class PreNormBranch;", Vector + "[Residual<PreNormBranch>]\n[Residual<PreNormBranch>]\n[Residual<PreNormBranch>]\n[Residual<PreNormBranch>]", 10, 0.06)]
    [InlineData("Joined", "[Block, Dense(32), Tanh] internal sealed class Bent;\n[Block, Dense(32), ReLU] internal sealed class Cut;", Vector + "[Concat<Bent, Cut>]\n[Dense(64), Tanh]", 5, 0.06)]
    [InlineData("Added", "[Block, Dense(64), Tanh] internal sealed class BentToo;\n[Block, Dense(64), ReLU] internal sealed class CutToo;", Vector + "[Sum<BentToo, CutToo>]\n[Dense(64), Tanh]", 5, 0.06)]
    [InlineData("Behind", "[Block, Dense(64), ReLU, Dense(64)] internal sealed class BehindBranch;", Vector + "[Residual<BehindBranch>, ReLU]\n[Residual<BehindBranch>, ReLU]\n[Residual<BehindBranch>, ReLU]\n[Residual<BehindBranch>, ReLU]", 10, 0.1)]
    [InlineData("BentBehind", "[Block, Dense(64), Tanh, Dense(64)] internal sealed class BentBehindBranch;", Vector + "[Residual<BentBehindBranch>, Tanh]\n[Residual<BentBehindBranch>(Scale = 0.5f), Tanh]\n[Residual<BentBehindBranch>, GELU]", 8, 0.1)]
    [InlineData("ResNet", "[Block, Conv2D(16, kernel: 3, Padding = Padding.Same), BatchNorm, ReLU, Conv2D(16, kernel: 3, Padding = Padding.Same), BatchNorm] internal sealed class ResNetBranch;",
        Image + "[Conv2D(16, kernel: 3, Padding = Padding.Same), BatchNorm, ReLU]\n[Residual<ResNetBranch>, ReLU]\n[Residual<ResNetBranch>, ReLU]\n[Residual<ResNetBranch>, ReLU]\n[GlobalAveragePool]", 8, 0.18)]
    [InlineData("Same", "", Image + "[Conv2D(16, kernel: 3, Padding = Padding.Same), ReLU]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), ReLU]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), ReLU]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), ReLU]\n[Flatten]", 5, 0.18)]
    [InlineData("Strided", "", Image + "[Conv2D(16, kernel: 3, Padding = Padding.Same, Stride = 2), Tanh]\n[Conv2D(16, kernel: 3), Tanh]\n[Flatten]\n[Dense(32), Tanh]", 4, 0.1)]
    [InlineData("Grouped", "", Image + "[Conv2D(16, kernel: 3), ReLU]\n[Conv2D(16, kernel: 3, Groups = 4), ReLU]\n[DepthwiseConv2D(kernel: 3), ReLU]\n[Flatten]", 4, 0.18)]
    [InlineData("Maximum", "", Image + "[Conv2D(16, kernel: 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), ReLU, MaxPool2D(2)]\n[Flatten]\n[Dense(32), ReLU]", 4, 0.18)]
    [InlineData("Mean", "", Image + "[Conv2D(16, kernel: 3, Padding = Padding.Same), Tanh, AveragePool2D(2)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), Tanh]\n[GlobalAveragePool]\n[Dense(32), Tanh]", 4, 0.18)]
    [InlineData("Norms", "", Image + "[Conv2D(16, kernel: 3, Padding = Padding.Same), BatchNorm, ReLU]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), BatchNorm, ReLU]\n[Flatten]", 3, 0.1)]
    public void Prediction_HoldsForEveryLayer(string name, string blocks, string network, int layers, double decades)
    {
        var cell = new FlowCell(name, 0, layers) { Own = blocks + "\n" + network };
        PredictionAssert.Holds(new FlowMeasurement([cell]).Measure(cell, "HeNormal", Seeds), decades, layers);
    }
}
