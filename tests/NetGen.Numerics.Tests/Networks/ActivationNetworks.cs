namespace NetGen.Numerics.Tests.Networks;

// z = x (an identity matrix and no bias in effect), so that an activation network computes f of its input, and the gradient of
// the bias of one row is dL/dz.

[Network, Input(64)]
[Dense(64, Init = Init.Identity), ReLU]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationReLU;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), LeakyReLU]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationLeakyReLU;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), LeakyReLU(0.3f)]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationLeakyReLU_2;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), ReLU6]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationReLU6;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), ELU]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationELU;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), ELU(0.7f)]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationELU_2;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), SELU]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationSELU;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), CELU]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationCELU;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), CELU(0.6f)]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationCELU_2;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), GELU]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationGELU;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), GELU(Approximate = true)]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationGELU_2;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), SiLU]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationSiLU;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Mish]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationMish;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Sigmoid]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationSigmoid;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), HardSigmoid]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationHardSigmoid;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), LogSigmoid]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationLogSigmoid;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Tanh]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationTanh;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), HardTanh]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationHardTanh;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), HardTanh(-0.4f, 2f)]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationHardTanh_2;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Tanhshrink]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationTanhshrink;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Softplus]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationSoftplus;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Softplus(2.5f)]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationSoftplus_2;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Softsign]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationSoftsign;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Softshrink]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationSoftshrink;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Hardshrink]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationHardshrink;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Hardswish]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationHardswish;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Threshold(0.1f, -0.5f)]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationThreshold;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Exponential]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationExponential;

[Network, Input(64)]
[Dense(64, Init = Init.Identity), Linear]
[MeanSquaredError(Reduction = Reduction.Sum)]
public partial class ActivationLinear;
