namespace NetGen;

/// <summary>
/// The largest value of each channel over all positions of an image or all steps of a sequence: [.., channels] becomes [channels]
/// (PyTorch <c>AdaptiveMaxPool2d(1)</c> and Flatten, Keras <c>GlobalMaxPooling2D</c> and <c>1D</c>).
/// </summary>
/// <remarks>
/// Where the network declares <see cref="PaddingAttribute"/> and the sequence has the steps of its input, the largest value is that of the real steps
/// of each sample, and zeros for a sample without any; padding has no part in it and gets no gradient.
/// </remarks>
public sealed class GlobalMaxPoolAttribute : LayerAttribute;
