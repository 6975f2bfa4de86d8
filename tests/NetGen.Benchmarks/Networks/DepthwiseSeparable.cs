namespace NetGen.Benchmarks.Networks;

/// <summary>A block of MobileNet (Howard et al. 2017): every channel by itself, then all channels at every position.</summary>
[Network, Input(14, 14, 32)]
[DepthwiseConv2D(3, Pad = 1), ReLU]
[Conv2D(64, kernel: 1), ReLU]
[GlobalAveragePool]
[Dense(10), SoftmaxCrossEntropy]
public partial class DepthwiseSeparable;
