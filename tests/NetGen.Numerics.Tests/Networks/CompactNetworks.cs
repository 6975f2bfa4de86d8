namespace NetGen.Numerics.Tests.Networks;

/// <summary>Images of six channels and eight, which lie in rows of 8 floats up to the dense layer: everything that works on such rows.</summary>
[Network, Input(12, 13, 1)]
[Conv2D(6, kernel: 5), Tanh]
[MaxPool2D(2, 1)]
[ZeroPad2D(1, 0, 2, 1), Linear]
[Conv2D(8, kernel: 3, Padding = Padding.Same), Softsign]
[AveragePool2D(3, 2, Stride = 2, PadTop = 1)]
[Conv2D(3, 1, 2, DilationWidth = 2), Tanh]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class CompactImages;

/// <summary>Every number of channels from one to nine, of which the last is too many.</summary>
[Network, Input(6, 5, 2)]
[Conv2D(1, kernel: 3, Padding = Padding.Same), Tanh]
[Conv2D(2, kernel: 3, Padding = Padding.Same), Tanh]
[Conv2D(3, 2, 4, Padding = Padding.Same), Tanh]
[Conv2D(4, 1, 2, PadRight = 1), Tanh]
[Conv2D(5, kernel: 3, Padding = Padding.Same), Tanh]
[Conv2D(6, 3, 1, Padding = Padding.Same), Tanh]
[Conv2D(7, kernel: 3, Padding = Padding.Same), Tanh]
[Conv2D(8, kernel: 5, Padding = Padding.Same), Tanh]
[Conv2D(9, kernel: 3, Padding = Padding.Same), Tanh]
[GlobalAveragePool]
[Dense(2), MeanSquaredError]
public partial class CompactNumbers;

[Block]
[Conv2D(4, kernel: 3, Padding = Padding.Same), Tanh]
internal sealed class CompactBranch;

[Block]
[MaxPool2D(3, Stride = 1, Pad = 1), Conv2D(4, kernel: 2, Padding = Padding.Same), Tanh]
internal sealed class OtherCompactBranch;

/// <summary>A value in rows of 8 floats that two layers read, whose gradients are added up; the branches end in rows of 16.</summary>
[Network, Input(6, 6, 3)]
[Conv2D(5, kernel: 3, Padding = Padding.Same), Tanh]
[Concat<CompactBranch, OtherCompactBranch>]
[Conv2D(6, kernel: 3), Tanh]
[Reshape(4, 24), Conv1D(2, kernel: 3, Padding = Padding.Same), Tanh]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class CompactBranches;

/// <summary>What is looked at while it trains.</summary>
[Network, Input(10, 10, 1)]
[Conv2D(6, kernel: 3), ReLU, MaxPool2D(2)]
[Conv2D(8, kernel: 3, Padding = Padding.Same), ReLU]
[Flatten]
[Dense(3), SoftmaxCrossEntropy]
public partial class CompactDigits;

/// <summary>Values of few channels that cannot lie in rows of 8 floats, each for another reason.</summary>
[Network, Input(6, 6, 2)]
[Conv2D(4, kernel: 3, Pad = 1), BatchNorm]
[Conv2D(4, kernel: 2), Tanh]
[Conv2D(4, kernel: 2, Pad = 1), PReLU]
[Conv2D(4, kernel: 3, Pad = 1), Conv2D(4, kernel: 1)]
[DepthwiseConv2D(3, Pad = 1), Tanh]
[Conv2D(4, kernel: 3, Pad = 1), Reshape(12, 3, 4), Conv2D(9, kernel: 3, Pad = 1)]
[Conv2D(3, kernel: 3, Pad = 1), Tanh, MeanSquaredError]
public partial class PaddedForAReason;

/// <summary>Maxima of rectified values, which are taken in one pass: of windows side by side, of windows that overlap, and of a whole image.</summary>
[Network, Input(9, 8, 1)]
[Conv2D(6, kernel: 3, PadLeft = 2), ReLU, MaxPool2D(7, 2)]
[ZeroPad2D(1, 2, 0, 1), Conv2D(20, kernel: 2), ReLU, MaxPool2D(2, Stride = 1)]
[Conv2D(5, 2, 1), ReLU, GlobalMaxPool]
[Dense(2), MeanSquaredError]
public partial class RectifiedPools;

/// <summary>
/// Gradients of one position of each window, which go to the convolution without the zeros around them: of a packed and padded image of odd size, of windows
/// that overlap and reach into padding with no ReLU before them, of more filters than a register holds.
/// </summary>
[Network, Input(9, 15, 3)]
[Conv2D(7, 3, 5, Padding = Padding.Same), ReLU, MaxPool2D(2), Tanh]
[Conv2D(20, kernel: 2, DilationHeight = 2, PadTop = 1, PadBottom = 1), MaxPool2D(3, Stride = 2, Pad = 1), Tanh]
[Conv2D(17, 1, 3, StrideWidth = 2, PadLeft = 1, PadRight = 1), ReLU, MaxPool2D(2, 1), Tanh]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class RoutedPools;

/// <summary>The same over a sequence of one channel, which is packed and not padded.</summary>
[Network, Input(40, 1)]
[Conv1D(6, kernel: 5), ReLU, MaxPool1D(2)]
[Conv1D(8, kernel: 3, Stride = 2), MaxPool1D(3, Stride = 2)]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class RoutedSequence;

/// <summary>What is not routed: maxima of depthwise, dilated and pointwise convolutions, and a ReLU that another layer reads as well.</summary>
[Network, Input(12, 12, 2)]
[DepthwiseConv2D(3, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(5, kernel: 2, DilationWidth = 2, Padding = Padding.Same), ReLU, MaxPool2D(2)]
[Conv2D(6, kernel: 1), ReLU]
[Concat<PooledBranch, ThinnedBranch>]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class UnroutedPools;

/// <summary>The largest value of a sequence, and of the real steps of each sample.</summary>
[Network, Input(9, 2)]
[Conv1D(5, kernel: 3, Padding = Padding.Same), ReLU, GlobalMaxPool]
[Dense(2), MeanSquaredError]
public partial class GlobalMaximum;

[Network, Input(9, 2), Padding(0)]
[Conv1D(5, kernel: 3, Padding = Padding.Same), ReLU, GlobalMaxPool]
[Dense(2), MeanSquaredError]
public partial class GlobalMaximumOfSteps;

[Block]
[MaxPool2D(3)]
internal sealed class PooledBranch;

[Block]
[Conv2D(3, kernel: 3)]
internal sealed class ThinnedBranch;
