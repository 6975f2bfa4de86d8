namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>Windows of all kinds, normalised weights, alpha dropout and losses at positions: predicted against measured gradients of real networks.</summary>
public class WindowNetworkTests
{
    private const int Seeds = 40;
    private const string Image = "[Network(Init = Init.HeNormal), Input(8, 8, 3)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), ReLU]\n";
    private const string Bent = "[Network, Input(8, 8, 3)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), Tanh]\n";
    private const string Vector = "[Network(SpectralNorm = true, Init = Init.HeNormal), Input(20)]\n";

    // The second of two pools that overlap meets neighbours with more in common than positions have on average: 0.25 rather than 0.15.
    [Theory]
    [InlineData("Separable", Image + "[SeparableConv2D(24, kernel: 3, Multiplier = 2), ReLU]\n[SeparableConv2D(16, kernel: 3), ReLU]\n[Flatten]", 4, 0.15)]
    [InlineData("SeparableSteps", "[Network, Input(12, 8)]\n[SeparableConv1D(16, kernel: 3), Tanh]\n[SeparableConv1D(16, kernel: 3), Tanh]\n[Flatten]", 3, 0.15)]
    [InlineData("Transposed", Image + "[Conv2DTranspose(16, kernel: 4, Stride = 2), ReLU]\n[Conv2D(16, kernel: 3, Stride = 2), ReLU]\n[Flatten]", 4, 0.15)]
    [InlineData("Uneven", Bent + "[Conv2DTranspose(16, kernel: 3, Stride = 2, Groups = 2), Tanh]\n[Conv2D(16, kernel: 3, Stride = 2), Tanh]\n[GlobalAveragePool]", 4, 0.15)]
    [InlineData("TransposedSteps", "[Network, Input(12, 8)]\n[Conv1DTranspose(16, kernel: 3), Tanh]\n[Conv1DTranspose(16, kernel: 4, Stride = 2), Tanh]\n[Flatten]", 3, 0.15)]
    [InlineData("Largest", Image + "[MaxPool2D(3, Stride = 2, Pad = 1)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), ReLU]\n[Flatten]", 3, 0.15)]
    [InlineData("Mean", Bent + "[AveragePool2D(3, Stride = 2, Pad = 1)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), Tanh]\n[Flatten]", 3, 0.15)]
    [InlineData("Overlapping", Image + "[MaxPool2D(3, Stride = 2, Pad = 1)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), ReLU]\n[MaxPool2D(2, Stride = 1)]\n[Flatten]\n[Dense(32), ReLU]", 4, 0.25)]
    [InlineData("OverlappingMean", Bent + "[AveragePool2D(3, Stride = 2, Pad = 1)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), Tanh, AveragePool2D(2, Stride = 1)]\n[Flatten]\n[Dense(32), Tanh]", 4, 0.25)]
    [InlineData("Uncounted", Bent + "[AveragePool2D(3, Stride = 1, Pad = 1, CountPadding = false)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), Tanh]\n[GlobalAveragePool]\n[Dense(32), Tanh]", 4, 0.15)]
    [InlineData("Every", Image + "[MaxPool2D(1, Stride = 2)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), ReLU]\n[Flatten]", 3, 0.15)]
    [InlineData("Delta", "[Network, Input(8, 8, 16)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same, Init = Init.DeltaOrthogonal), Tanh]\n[Conv2D(16, kernel: 3, Padding = Padding.Same, Init = Init.DeltaOrthogonal), Tanh]\n[Flatten]", 3, 0.15)]
    [InlineData("Spectral", Vector + "[Dense(64), Tanh]\n[Dense(64), Tanh]\n[Dense(32), Tanh]\n[Dense(128), Tanh]", 5, 0.06)]
    [InlineData("SpectralWindows", "[Network(SpectralNorm = true, Init = Init.HeNormal), Input(8, 8, 3)]\n[Conv2D(16, kernel: 3, Padding = Padding.Same), LeakyReLU]\n[Conv2D(24, kernel: 3, Stride = 2), LeakyReLU]\n[Flatten]", 3, 0.15)]
    [InlineData("SpectralAttention", "[Network(SpectralNorm = true), Input(12)]\n[Embedding(50, 32)]\n[MultiHeadAttention(4)]\n[Flatten]", 3, 0.15)]
    [InlineData("WeightNormAttention", "[Network(WeightNorm = true), Input(12)]\n[Embedding(50, 32)]\n[MultiHeadAttention(4)]\n[Flatten]", 3, 0.15)]
    [InlineData("Alpha", "[Network(Init = Init.LeCunNormal), Input(20)]\n[Dense(64), SELU, AlphaDropout(0.2f)]\n[Dense(64), SELU, AlphaDropout(0.2f)]\n[Dense(64), SELU, AlphaDropout(0.2f)]", 4, 0.06)]
    [InlineData("EveryStep", "[Network, Input(12, 16)]\n[Dense(32), Tanh]\n[Dense(32), Tanh]", 3, 0.06)]
    [InlineData("EveryStepOfWindows", "[Network, Input(12, 8)]\n[Conv1D(32, kernel: 3, Padding = Padding.Causal), Tanh]\n[Conv1D(32, kernel: 3, Padding = Padding.Causal), Tanh]", 3, 0.1)]
    [InlineData("EveryStepOfTransformer", "[Network, Input(12)]\n[Embedding(50, 32)]\n[PositionalEncoding]\n[TransformerBlock(4, 64)]\n[LayerNorm]", 5, 0.2)]
    [InlineData("EveryStepOfCausalTransformer", "[Network, Input(12)]\n[Embedding(50, 32)]\n[PositionalEncoding]\n[TransformerBlock(4, 64, Causal = true)]\n[TransformerBlock(4, 64, Causal = true)]\n[LayerNorm]", 8, 0.2)]
    public void Prediction_HoldsForEveryLayer(string name, string network, int layers, double decades)
    {
        var cell = new FlowCell(name, 0, layers) { Own = network };
        PredictionAssert.Holds(new FlowMeasurement([cell]).MeasureDeclared(cell, Seeds), decades, layers);
    }
}
