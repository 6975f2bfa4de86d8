namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>Recurrent layers, embeddings and attention: predicted against measured gradients of real networks.</summary>
public class SequenceNetworkTests
{
    private const int Seeds = 40;

    [Theory]
    [InlineData("Simple", "[Network, Input(10, 16)]\n[SimpleRNN(32)]", 2, 0.06)]
    [InlineData("Twice", "[Network, Input(10, 16)]\n[SimpleRNN(32, Sequences = true)]\n[SimpleRNN(32)]", 3, 0.06)]
    [InlineData("Long", "[Network, Input(10, 16)]\n[LSTM(32)]", 2, 0.06)]
    [InlineData("Gated", "[Network, Input(10, 16)]\n[GRU(32)]", 2, 0.06)]
    [InlineData("Both", "[Network, Input(10, 16)]\n[GRU(32, Bidirectional = true)]", 2, 0.06)]
    [InlineData("Tokens", "[Network, Input(10)]\n[Embedding(50, 16)]\n[SimpleRNN(32)]", 3, 0.06)]
    [InlineData("Attention", "[Network, Input(12, 32)]\n[MultiHeadAttention(4)]\n[Flatten]", 2, 0.08)]
    [InlineData("Dropped", "[Network, Input(12, 32)]\n[MultiHeadAttention(4, Dropout = 0.4f)]\n[Flatten]", 2, 0.08)]
    [InlineData("Causal", "[Network, Input(12)]\n[Embedding(50, 32)]\n[PositionalEncoding]\n[MultiHeadAttention(4, Causal = true)]\n[LastStep]", 3, 0.08)]
    public void Prediction_HoldsForEveryLayer(string name, string network, int layers, double decades)
    {
        var cell = new FlowCell(name, 0, layers) { Own = network };
        PredictionAssert.Holds(new FlowMeasurement([cell]).MeasureDeclared(cell, Seeds), decades, layers);
    }
}
