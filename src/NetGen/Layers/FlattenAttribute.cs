namespace NetGen;

/// <summary>
/// All values of a sample as one vector: [batch, height, width, channels] becomes [batch, height·width·channels], the last
/// dimension fastest (Keras <c>Flatten</c>; PyTorch <c>Flatten</c> of channels-last data).
/// </summary>
/// <remarks>No parameters. Costs nothing where rows have no padding (a multiple of 16 channels), one copy otherwise.</remarks>
public sealed class FlattenAttribute : LayerAttribute;
