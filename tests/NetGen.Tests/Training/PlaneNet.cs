namespace NetGen.Tests.Training;

/// <summary>Classes of points in the plane.</summary>
[Network, Input(2)]
[Dense(20), Tanh]
[Dense(20), ReLU]
[Dense(3), SoftmaxCrossEntropy]
public partial class PlaneNet;
