using NetGen;

namespace GradientClinic.Networks;

/// <summary><see cref="DeepSigmoid"/> with weight normalisation.</summary>
// That its gradient vanishes is what this network is here to show.
#pragma warning disable NG1001, NG1005
[Network(WeightNorm = true), Input(20)]
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
public partial class DeepSigmoidWeightNorm;
