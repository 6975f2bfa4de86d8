using NetGen;

namespace ClassicCases.Networks;

/// <summary>Twelve layers of weights with sigmoids between them, initialised for sigmoids as well as an initialiser can.</summary>
// That its gradient vanishes is what this network is here to show.
#pragma warning disable NG1001, NG1005
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
public partial class SigmoidTower;
