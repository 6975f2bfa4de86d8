namespace NetGen.Numerics.Tests.Networks;

/// <summary>Strides, explicit padding, kernels that are not square, overlapping windows.</summary>
[Network, Input(9, 8, 3)]
[Conv2D(5, kernel: 3, Stride = 2, Pad = 1), Tanh]
[Conv2D(18, 2, 3, PadLeft = 1), MaxPool2D(2, Stride = 1)]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class StridedConvolutions;

/// <summary>Dilation, padding of one side, means over padding and over everything.</summary>
[Network, Input(8, 9, 2)]
[Conv2D(6, kernel: 3, Dilation = 2, PadTop = 2, PadBottom = 1, PadRight = 3), Tanh]
[AveragePool2D(3, Stride = 2, Pad = 1)]
[Conv2D(9, kernel: 2, DilationWidth = 2, StrideHeight = 2, Bias = false), Tanh]
[GlobalAveragePool]
[Dense(2), MeanSquaredError]
public partial class DilatedConvolutions;

/// <summary>Groups of whole vectors and of less; the largest of everything.</summary>
[Network, Input(6, 6, 4)]
[Conv2D(32, kernel: 3, Padding = Padding.Same), Tanh]
[Conv2D(32, kernel: 3, Groups = 2, Pad = 1), Tanh]
[Conv2D(12, kernel: 3, Groups = 4, Stride = 2), Tanh]
[GlobalMaxPool]
[Dense(2), MeanSquaredError]
public partial class GroupedConvolutions;

/// <summary>Depthwise and separable, with padding that is larger at the end.</summary>
[Network, Input(6, 7, 3)]
[DepthwiseConv2D(3, Multiplier = 2, Padding = Padding.Same, Stride = 2), Tanh]
[SeparableConv2D(5, kernel: 3, Pad = 1), Tanh]
[AveragePool2D(2, 3, Stride = 1, Padding = Padding.Same, CountPadding = false)]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class DepthwiseConvolutions;

/// <summary>Convolutions that enlarge, few channels and many.</summary>
[Network, Input(4, 3, 6)]
[Conv2DTranspose(5, kernel: 3, Stride = 2, Pad = 1, OutputPad = 1), Tanh]
[Conv2DTranspose(19, 2, 3, Stride = 3, Dilation = 2, Bias = false), Tanh]
[GlobalAveragePool]
[Dense(2), MeanSquaredError]
public partial class TransposedConvolutions;

/// <summary>Convolutions that enlarge in groups: of several channels, of one, and of whole vectors.</summary>
[Network, Input(3, 2, 6)]
[Conv2DTranspose(9, kernel: 3, Stride = 2, Pad = 1, OutputPad = 1, Groups = 3), Tanh]
[Conv2DTranspose(18, 2, 3, StrideHeight = 2, Dilation = 2, Bias = false, Groups = 9), Tanh]
[Conv2DTranspose(18, kernel: 2, Groups = 18), Tanh]
[Conv2D(32, kernel: 1), Tanh]
[Conv2DTranspose(32, kernel: 2, Stride = 2, Groups = 2), Tanh]
[GlobalAveragePool]
[Dense(2), MeanSquaredError]
public partial class GroupedTransposedConvolutions;

/// <summary>Groups over a sequence that is lengthened, with a channel each and with several.</summary>
[Network, Input(5, 4)]
[Conv1DTranspose(6, kernel: 4, Stride = 2, Pad = 1, Groups = 2), Tanh]
[Conv1DTranspose(6, kernel: 3, Dilation = 2, Groups = 6), Tanh]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class GroupedTransposedSequence;

[Block]
[Conv2D(8, kernel: 3, Stride = 2, Pad = 1), Tanh]
[Conv2D(5, 3, 2, StrideWidth = 2, PadTop = 1, PadBottom = 1, PadRight = 1), Tanh]
internal sealed class ThinningImage;

[Block]
[Conv1D(4, kernel: 3, Stride = 2, Pad = 1), Tanh, MaxPool1D(3, Stride = 2, Pad = 1)]
internal sealed class ThinningSequence;

/// <summary>Residuals whose blocks thin out their input, by convolutions and pools, by more along one axis than along the other.</summary>
[Network, Input(7, 6, 3)]
[Conv2D(3, kernel: 1), Residual<ThinningImage>(Scale = 0.5f), Tanh]
[GlobalAveragePool]
[Dense(2), MeanSquaredError]
public partial class ThinningResiduals;

/// <summary>Of the network's input, to as many channels as before.</summary>
[Network, Input(9, 4)]
[Residual<ThinningSequence>]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class ThinningSequenceResiduals;

/// <summary>Sequences: causal, depthwise, separable, pooled, lengthened and padded.</summary>
[Network, Input(12, 3)]
[Conv1D(6, kernel: 3, Dilation = 2, Padding = Padding.Causal), Tanh]
[DepthwiseConv1D(3, Stride = 2), Tanh]
[SeparableConv1D(5, kernel: 3, Padding = Padding.Same, Multiplier = 2), Tanh]
[AveragePool1D(2, Stride = 1)]
[Conv1DTranspose(4, kernel: 3, Stride = 2), MaxPool1D(2)]
[ZeroPad1D(1, 2)]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class SequenceConvolutions;

/// <summary>One tap at every position, weight normalisation and penalties.</summary>
[Network, Input(3, 4, 5)]
[ZeroPad2D(1)]
[Conv2D(7, kernel: 1, WeightNorm = true, L2 = 0.01f), Tanh]
[Conv2D(6, kernel: 3, WeightNorm = true), Tanh]
[SeparableConv2D(4, kernel: 2, L1 = 0.005f, WeightNorm = true), Tanh]
[Flatten]
[Dense(2), MeanSquaredError]
public partial class NormalisedConvolutions;

/// <summary>Spectral normalisation of every kind of convolution, as the network says.</summary>
[Network(SpectralNorm = true), Input(5, 6, 4)]
[Conv2D(18, 3, 2, Pad = 1, L2 = 0.01f), Tanh]
[Conv2D(6, kernel: 3, Groups = 2, Bias = false), Tanh]
[DepthwiseConv2D(2, Multiplier = 2), Tanh]
[SeparableConv2D(5, kernel: 2, L1 = 0.005f), Tanh]
[Conv2DTranspose(3, kernel: 3, Stride = 2), Tanh]
[Conv2D(4, kernel: 1), Tanh]
[GlobalAveragePool]
[Dense(2, SpectralNorm = false), MeanSquaredError]
public partial class SpectralConvolutions;
