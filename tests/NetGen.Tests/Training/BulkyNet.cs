namespace NetGen.Tests.Training;

/// <summary>Many parameters for few activations.</summary>
[Network, Input(1)]
[Dense(256), Tanh]
[Dense(256), Tanh]
[Dense(1), MeanSquaredError]
public partial class BulkyNet;
