namespace NetGen.Tests.Training;

/// <summary>A gradient that vanishes: twelve sigmoid layers.</summary>
[Network, Input(2)]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(16), Sigmoid]
[Dense(3), SoftmaxCrossEntropy]
public partial class SigmoidTower;
