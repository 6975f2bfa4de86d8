namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>Norms and noise between dense layers: predicted against measured gradients of real networks.</summary>
public class NormalisedNetworkTests
{
    private const int Seeds = 40;
    private const int Depth = 6;
    private const int Width = 64;

    // Of ReLU with He's gain in narrow layers, samples stay more different than theory has it; dropout adds to that.
    [Theory]
    [InlineData("LayerNorm, ReLU", 0.06)]
    [InlineData("LayerNorm, Tanh", 0.06)]
    [InlineData("RMSNorm, Tanh", 0.06)]
    [InlineData("ReLU, LayerNorm", 0.06)]
    [InlineData("Tanh, RMSNorm", 0.06)]
    [InlineData("ReLU, Dropout(0.2f)", 0.12)]
    [InlineData("Tanh, GaussianNoise(0.5f)", 0.06)]
    [InlineData("RReLU", 0.12)]
    [InlineData("BatchNorm, ReLU", 0.06)]
    [InlineData("BatchNorm, Tanh", 0.06)]
    public void Prediction_HoldsForEveryLayer(string line, double decades)
    {
        var cell = new FlowCell(line, Width, Depth);
        PredictionAssert.Holds(new FlowMeasurement([cell]).Measure(cell, "HeNormal", Seeds), decades, Depth);
    }
}
