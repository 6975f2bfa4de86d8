namespace NetGen.Numerics.Tests.Networks;

/// <summary>Written out at 512 and 256 bits; the last weights lie unit by unit.</summary>
[Network, Input(2)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(1), MeanSquaredError]
public partial class SmallChain;

/// <summary>Widths that fill no register, no biases, activations with arguments and locals, two in a row, and one of zero at 0.</summary>
[Network, Input(5)]
[Dense(7, Bias = false), GELU(Approximate = true), LeakyReLU(0.2f)]
[Dense(1), Sigmoid]
[Dense(19), Mish]
[Dense(3, Bias = false), MeanSquaredError]
public partial class OddChain;

/// <summary>Layers unit by unit in the middle: one unit in registers, several by a call, one of long rows.</summary>
[Network, Input(96)]
[Dense(1), Sigmoid]
[Dense(32), Softplus]
[Dense(4, Bias = false), Tanh]
[Dense(32)]
[Dense(1, Bias = false), MeanSquaredError]
public partial class ChainByUnit;

/// <summary>Two chains, because one of both would be too much work; of 32 units and more the sums run in loops.</summary>
[Network, Input(200)]
[Dense(16), Tanh]
[Dense(32), ReLU]
[Dense(32), Tanh]
[Dense(32), Softsign]
[MeanSquaredError]
public partial class TwoChains;

/// <summary>Chains around what is none: weights in effect, a learned activation, a branch, and a layer of 65 units.</summary>
[Network, Input(4)]
[Dense(12, WeightNorm = true), Tanh]
[Dense(9), PReLU]
[Residual<ChainBranch>]
[Dense(65), Tanh]
[Dense(8), ReLU]
[Dense(2), MeanSquaredError]
public partial class BrokenChain;

/// <summary>The widest: sums of four registers of 512 bits, one activation in registers, one too long for them.</summary>
[Network, Input(16)]
[Dense(64), ReLU]
[Dense(60), Tanh]
[Dense(4), MeanSquaredError]
public partial class WideChain;

/// <summary>The branch of a residual.</summary>
[Block]
[Dense(9), Tanh]
[Dense(9)]
public class ChainBranch;
