using NetGen;

namespace ClassicCases.Networks;

/// <summary>Thirty hidden layers of ReLU.</summary>
[Network, Input(20)]
[Dense(64), ReLU]
[Repeat<ReLULayer>(29)]
[Dense(10), SoftmaxCrossEntropy]
public partial class DeepReLU;
