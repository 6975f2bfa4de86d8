namespace NetGen;

/// <summary>
/// The mean of each channel over all positions of an image or all steps of a sequence: [.., channels] becomes [channels]
/// (PyTorch <c>AdaptiveAvgPool2d(1)</c> and Flatten, Keras <c>GlobalAveragePooling2D</c> and <c>1D</c>).
/// </summary>
public sealed class GlobalAveragePoolAttribute : LayerAttribute;
