using NetGen;

namespace DigitClassifier;

/// <summary>A point of the plane in, two scores out.</summary>
[Network, Input(2)]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(2), SoftmaxCrossEntropy]
public partial class SpiralNet;
