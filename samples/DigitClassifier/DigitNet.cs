using NetGen;

namespace DigitClassifier;

/// <summary>8 x 8 counts of ink in, ten scores out.</summary>
[Network, Input(64)]
[Dense(64), ReLU]
[Dense(32), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class DigitNet;
