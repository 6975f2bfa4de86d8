namespace NetGen.Numerics.Tests.Networks;

/// <summary>Batch normalisation on vectors, first, in the middle and last, with and without what is learned.</summary>
[Network, Input(5)]
[BatchNorm, Tanh]
[Dense(20, Bias = false), BatchNorm(Momentum = 0.3f, Epsilon = 1e-3f), Tanh]
[Dense(7, Bias = false), BatchNorm(Gain = false, Bias = false), GELU]
[Dense(3, Bias = false), BatchNorm(Bias = false)]
[MeanSquaredError]
public partial class BatchNormNet;

/// <summary>As <see cref="BatchNormNet"/>, folded into dense layers when predicting.</summary>
[Network, Input(5)]
[BatchNorm, Tanh]
[Dense(20, Bias = false), BatchNorm(Momentum = 0.3f, Epsilon = 1e-3f, Fold = true), Tanh]
[Dense(7), BatchNorm(Gain = false, Bias = false, Fold = true), GELU]
[Dense(3), BatchNorm(Bias = false, Fold = true)]
[MeanSquaredError]
public partial class FoldedNet;

/// <summary>Folding into weights that are computed themselves.</summary>
[Network, Input(6)]
[Dense(9, WeightNorm = true), BatchNorm(Fold = true), Tanh]
[Dense(8, SpectralNorm = true), BatchNorm(Fold = true), Tanh]
[Dense(3), SoftmaxCrossEntropy]
public partial class FoldedSchemes;

/// <summary>Folding into every kind of convolution, with and without a bias of its own.</summary>
[Network, Input(6, 7, 4)]
[Conv2D(18, 3, 2, Pad = 1), BatchNorm(Fold = true), ReLU]
[Conv2D(12, kernel: 3, Groups = 2, Bias = false, Stride = 2), BatchNorm(Fold = true), Tanh]
[DepthwiseConv2D(2, Multiplier = 2, Bias = false), BatchNorm(Fold = true), Tanh]
[Conv2DTranspose(9, kernel: 3, Stride = 2, Bias = false), BatchNorm(Fold = true, Gain = false), Tanh]
[SeparableConv2D(6, kernel: 2, Bias = false), BatchNorm(Fold = true), Tanh]
[SeparableConv2D(6, kernel: 2, WeightNorm = true), BatchNorm(Fold = true), Tanh]
[Conv2D(5, kernel: 1, Bias = false, SpectralNorm = true), BatchNorm(Fold = true)]
[GlobalAveragePool]
[Dense(3), SoftmaxCrossEntropy]
public partial class FoldedConvolutions;

/// <summary>Every normalisation on an image.</summary>
[Network, Input(3, 4, 6)]
[GroupNorm(2), Tanh]
[Dense(18, Bias = false), BatchNorm, Tanh]
[Dense(12), GroupNorm(4), SiLU]
[Dense(12, Bias = false), InstanceNorm, Tanh]
[Dense(7, Bias = false), InstanceNorm(Gain = true, Bias = true), Tanh]
[Dense(17), LayerNorm, Tanh]
[Dense(5), RMSNorm, Tanh]
[Flatten, GroupNorm(3, Bias = false)]
[Dense(9), LayerNorm(Gain = false, Bias = false), RMSNorm(Gain = false)]
[Dense(2), MeanSquaredError]
public partial class EveryNorm;

/// <summary>Every layer that is random in training.</summary>
[Network, Input(4, 6)]
[GaussianNoise(0.2f), Dropout(0.1f)]
[Dense(20), Tanh, Dropout(0.3f, Spatial = true)]
[Dense(10), SELU, AlphaDropout(0.2f)]
[Flatten]
[Dense(10), Tanh, GaussianDropout(0.25f), GaussianNoise(0.1f)]
[Dense(3), SoftmaxCrossEntropy]
public partial class EveryNoise;

/// <summary>Spectral normalisation, with penalties and without bias.</summary>
[Network(SpectralNorm = true), Input(6)]
[Dense(9, L1 = 0.01f, L2 = 0.02f), Tanh]
[Dense(20, Bias = false), Tanh]
[Dense(5, SpectralNorm = false), Tanh]
[Dense(3), MeanSquaredError]
public partial class SpectralNet;

/// <summary>What Golden/norms.json has from PyTorch, trained.</summary>
[Network, Input(4)]
[Dense(6, Bias = false), BatchNorm, Tanh]
[Dense(5), LayerNorm, GELU]
[Dense(17, SpectralNorm = true), RMSNorm(Epsilon = 1e-5f), Tanh]
[Dense(3), MeanSquaredError]
public partial class ParityNet;

/// <summary>A whole training run with everything that depends on the batch, the step or its own state.</summary>
[Network, Input(4, 5)]
[GaussianNoise(0.1f)]
[Dense(19, Bias = false), BatchNorm, ReLU, Dropout(0.2f, Spatial = true)]
[Dense(18, SpectralNorm = true), GroupNorm(3), SiLU, Dropout(0.2f)]
[Dense(7), LayerNorm, SELU, AlphaDropout(0.1f)]
[Dense(9), InstanceNorm, GaussianDropout(0.2f)]
[Flatten]
[Dense(11, WeightNorm = true), BatchNorm(Fold = true), RMSNorm, Tanh]
[Dense(3), SoftmaxCrossEntropy]
public partial class NormRunNet;

/// <summary>Thirty ReLU layers for LSUV.</summary>
[Network, Input(20)]
[Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU]
[Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU]
[Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU, Dense(64), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class ThirtyLayers;

/// <summary>Layers that LSUV treats in different ways.</summary>
[Network, Input(4, 6)]
[Dense(9, WeightNorm = true), Tanh]
[Dense(8, SpectralNorm = true), Tanh]
[Dense(7), Sigmoid, BatchNorm]
[Flatten]
[Dense(3), MeanSquaredError]
public partial class LsuvSchemes;

/// <summary>Three branches, one of them with weight normalisation, and an output layer.</summary>
[Network, Input(8)]
[Dense(8, Name = "stem"), ReLU]
[Dense(8, Name = "aFirst"), ReLU, Dense(8, Name = "aSecond"), ReLU, Dense(8, Name = "aThird")]
[Dense(8, Name = "bFirst", WeightNorm = true), ReLU, Dense(8, Name = "bSecond", WeightNorm = true)]
[Dense(8, Name = "cOnly")]
[Dense(3, Name = "head"), SoftmaxCrossEntropy]
public partial class Branches;

/// <summary>Ten ReLU layers behind batch normalisation, of width 256.</summary>
[Network, Input(256)]
[Dense(256, Bias = false), BatchNorm, ReLU, Dense(256, Bias = false), BatchNorm, ReLU, Dense(256, Bias = false), BatchNorm, ReLU]
[Dense(256, Bias = false), BatchNorm, ReLU, Dense(256, Bias = false), BatchNorm, ReLU, Dense(256, Bias = false), BatchNorm, ReLU]
[Dense(256, Bias = false), BatchNorm, ReLU, Dense(256, Bias = false), BatchNorm, ReLU, Dense(256, Bias = false), BatchNorm, ReLU]
[Dense(256, Bias = false), BatchNorm, ReLU, Dense(10), SoftmaxCrossEntropy]
public partial class BatchNormStack;
