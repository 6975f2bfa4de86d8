namespace NetGen.Tests.Prediction;

/// <summary>Squared errors of probabilities.</summary>
[Network, Input(20)]
[Dense(64), Softplus]
[Dense(3), Sigmoid, MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ProbabilityNet;
