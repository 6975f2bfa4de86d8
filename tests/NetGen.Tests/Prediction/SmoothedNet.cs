namespace NetGen.Tests.Prediction;

/// <summary>Soft class targets, sparse weights.</summary>
[Network, Input(20)]
[Dense(64, Init = Init.Sparse), LeakyReLU(0.1f)]
[Dense(5), SoftmaxCrossEntropy(LabelSmoothing = 0.2f)]
public partial class SmoothedNet;
