namespace NetGen.Tests.Training;

/// <summary>A loss that is a sum over the batch.</summary>
[Network, Input(2)]
[Dense(20), Tanh]
[Dense(3), SoftmaxCrossEntropy(Reduction = Reduction.Sum)]
public partial class SummedPlaneNet;
