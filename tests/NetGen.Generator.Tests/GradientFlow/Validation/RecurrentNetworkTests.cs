namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>Recurrent networks of many steps: predicted against measured gradients of real networks, of weights and over time.</summary>
public class RecurrentNetworkTests
{
    private const int Seeds = 20;

    /// <summary>The largest error of a layer's weight gradient, and of the gradient over time, in decades.</summary>
    [Theory]
    [InlineData("Forgetful", "[Network, Input(100, 16)]\n[LSTM(64, ForgetBias = -1)]", 0.08, 0.4)]
    [InlineData("Plain", "[Network, Input(28, 16)]\n[LSTM(64, ForgetBias = 0)]", 0.08, 0.25)]
    [InlineData("Usual", "[Network, Input(100, 16)]\n[LSTM(64)]", 0.08, 0.25)]
    [InlineData("Keeping", "[Network, Input(100, 16)]\n[LSTM(64, ForgetBias = 3)]", 0.12, 0.25)]
    [InlineData("Chrono", "[Network, Input(28, 16)]\n[LSTM(64, Chrono = 28)]", 0.08, 0.25)]
    [InlineData("Gated", "[Network, Input(100, 16)]\n[GRU(64)]", 0.08, 0.4)]
    [InlineData("GatedKeeping", "[Network, Input(28, 16)]\n[GRU(64, UpdateBias = 2)]", 0.08, 0.25)]
    [InlineData("Tanh", "[Network, Input(100, 16)]\n[SimpleRNN(64)]", 0.05, 0.4)]
    [InlineData("Identity", "[Network, Input(28, 16)]\n[SimpleRNN(64, Activation = RecurrentActivation.ReLU, RecurrentInit = Init.Identity, InitScale = 0.1f)]", 0.08, 0.25)]
    [InlineData("Every", "[Network, Input(28, 16)]\n[LSTM(64, Sequences = true)]", 0.05, 0.05)]
    [InlineData("Flat", "[Network, Input(28, 16)]\n[GRU(64, Sequences = true)]\n[Flatten]", 0.05, 0.05)]
    [InlineData("Mean", "[Network, Input(28, 16)]\n[LSTM(64, Sequences = true)]\n[GlobalAveragePool]", 0.08, 0.05)]
    [InlineData("Last", "[Network, Input(28, 16)]\n[LSTM(64, Sequences = true)]\n[LastStep]", 0.05, 0.25)]
    [InlineData("Two", "[Network, Input(100, 16)]\n[LSTM(64, Sequences = true)]\n[LSTM(64)]", 0.08, 0.25)]
    [InlineData("Three", "[Network, Input(28, 16)]\n[LSTM(64, Sequences = true)]\n[Dropout(0.3f)]\n[LSTM(64, Sequences = true)]\n[LSTM(64)]", 0.08, 0.25)]
    [InlineData("TwoGated", "[Network, Input(28, 16)]\n[GRU(64, Sequences = true)]\n[GRU(64)]", 0.08, 0.25)]
    [InlineData("BothWays", "[Network, Input(28, 16)]\n[LSTM(64, Bidirectional = true, Sequences = true)]\n[LSTM(64, Bidirectional = true)]", 0.08, 0.25)]
    [InlineData("Cut", "[Network, Input(28, 16)]\n[LSTM(64, TruncateAt = 8)]", 0.05, 0.1)]
    [InlineData("Normed", "[Network, Input(28, 16)]\n[LSTM(64, WeightNorm = true)]", 0.08, 0.25)]
    [InlineData("Spectral", "[Network, Input(28, 16)]\n[SimpleRNN(64, SpectralNorm = true)]", 0.05, 0.25)]
    [InlineData("Shifted", "[Network, Input(28, 16, Mean = 0.5f)]\n[LSTM(64, Sequences = true)]\n[LSTM(64)]", 0.08, 0.25)]
    [InlineData("Continued", "[Network, Input(200, 16)]\n[LSTM(64)]", 0.08, 0.6)]
    public void Prediction_HoldsForWeightsAndOverTime(string name, string network, double weights, double time)
    {
        var cell = new FlowCell(name, 0, 2) { Own = network };
        var measurement = new FlowMeasurement([cell]);
        PredictionAssert.Holds(measurement.MeasureDeclared(cell, Seeds), weights);

        IReadOnlyList<(string Layer, double Predicted, double Measured)> decades = measurement.MeasureOverTime(cell, Seeds);
        Assert.NotEmpty(decades);
        foreach ((string layer, double predicted, double measured) in decades)
        {
            TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"{layer}: predicted 10^{predicted:F3} over time, measured 10^{measured:F3}"));
            Assert.True(Math.Abs(predicted - measured) < time, FormattableString.Invariant($"{layer}: predicted 10^{predicted:F3} over time, measured 10^{measured:F3}"));
        }
    }
}
