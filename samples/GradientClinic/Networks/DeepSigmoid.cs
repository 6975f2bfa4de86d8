using NetGen;

namespace GradientClinic.Networks;

/// <summary>Thirty hidden layers of sigmoid.</summary>
// That its gradient vanishes is what this network is here to show.
#pragma warning disable NG1001, NG1005
[Network, Input(20)]
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
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(64), Sigmoid]
[Dense(10), SoftmaxCrossEntropy]
public partial class DeepSigmoid;
