namespace NetGen.Numerics.Tests.Networks;

/// <summary>Layers large enough that threads compute their weights in parts.</summary>
[Network, Input(784)]
[Dense(128), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class ThreadedDigits;

[Network, Input(64)]
[Dense(128), Tanh, Dropout(0.2f)]
[Dense(100), RReLU, LayerNorm]
[Dense(96, WeightNorm = true), GELU]
[Dense(3), MeanSquaredError]
public partial class ThreadedNoise;

[Network, Input(70)]
[Dense(96), BatchNorm, ReLU]
[Dense(64, L2 = 1e-3f), PReLU, BatchNorm]
[Dense(5, MaxNorm = 2), Huber]
public partial class ThreadedNorms;

[Network, Input(28, 28, 1)]
[Conv2D(6, kernel: 5), ReLU, MaxPool2D(2)]
[Conv2D(16, kernel: 5), ReLU, MaxPool2D(2)]
[Flatten]
[Dense(120), ReLU]
[Dense(84), ReLU]
[Dense(10), SoftmaxCrossEntropy]
public partial class ThreadedLeNet;

[Network, Input(7, 50)]
[LSTM(48, Sequences = true)]
[GRU(32, Sequences = true, Bidirectional = true)]
[SimpleRNN(24)]
[Dense(4), SoftmaxCrossEntropy]
public partial class ThreadedSequences;

[Network, Input(6, 48)]
[PositionalEncoding]
[MultiHeadAttention(4, Dropout = 0.3f), LayerNorm]
[Dense(32), ReLU]
[Flatten]
[Dense(5), SoftmaxCrossEntropy]
public partial class ThreadedAttention;

[Block]
[LayerNorm, Dense(64), ReLU, Dense(64)]
public partial class ThreadedBranch;

[Block]
[Residual<ThreadedBranch>(Scale = 0.5f)]
public partial class ThreadedStage;

[Network, Input(48)]
[Dense(64)]
[Repeat<ThreadedStage>(20, Name = "stages")]
[Dense(3), SoftmaxCrossEntropy]
public partial class ThreadedResiduals;

[Network, Input(10, 10, 3)]
[SeparableConv2D(8, kernel: 3), ReLU]
[DepthwiseConv2D(3), BatchNorm(Fold = true), SiLU]
[Conv2DTranspose(4, kernel: 3, Stride = 2), GroupNorm(2), ReLU]
[AveragePool2D(2), Dropout(0.2f, Spatial = true)]
[GlobalAveragePool]
[Dense(3), SoftmaxCrossEntropy]
public partial class ThreadedConvolutions;

[Network, Input(6, 5), Padding(0)]
[LSTM(20, Sequences = true, Bidirectional = true, TruncateAt = 3)]
[GRU(12, WeightNorm = true), GaussianNoise(0.1f)]
[Dense(4, SpectralNorm = true), SoftmaxCrossEntropy]
public partial class ThreadedPadding;

[Network, Input(5)]
[Embedding(11, 16), PositionalEncoding(Learned = true)]
[MultiHeadAttention(2, Causal = true), RMSNorm]
[GRU(9)]
[Dense(3), SoftmaxCrossEntropy]
public partial class ThreadedWords;
