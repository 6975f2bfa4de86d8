namespace NetGen.Tests.Prediction;

/// <summary>Squared errors of standardised targets.</summary>
[Network, Input(20)]
[Dense(64), Tanh]
[Dense(3), MeanSquaredError]
public partial class SquaredNet;
