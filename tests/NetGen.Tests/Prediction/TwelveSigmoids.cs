namespace NetGen.Tests.Prediction;

/// <summary>Twelve layers with weights and sigmoids between them.</summary>
[Network(Init = Init.XavierNormal), Input(20)]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(10), SoftmaxCrossEntropy]
public partial class TwelveSigmoids;
