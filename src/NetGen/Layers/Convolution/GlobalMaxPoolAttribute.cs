namespace NetGen;

/// <summary>
/// The largest value of each channel over all positions of an image or all steps of a sequence: [.., channels] becomes [channels]
/// (PyTorch <c>AdaptiveMaxPool2d(1)</c> and Flatten, Keras <c>GlobalMaxPooling2D</c> and <c>1D</c>).
/// </summary>
public sealed class GlobalMaxPoolAttribute : LayerAttribute;
