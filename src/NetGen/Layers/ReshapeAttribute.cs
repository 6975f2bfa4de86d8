namespace NetGen;

/// <summary>
/// The same values in another shape, the last dimension fastest (Keras <c>Reshape</c>, PyTorch <c>Unflatten</c>). The number of
/// values must stay the same.
/// </summary>
/// <remarks>No parameters. Costs nothing where both shapes lie alike in memory, one copy otherwise.</remarks>
public sealed class ReshapeAttribute : LayerAttribute
{
    /// <summary>To a vector.</summary>
    /// <param name="size">The number of values.</param>
    public ReshapeAttribute(int size) => Shape = [size];

    /// <summary>To a sequence.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="features">The values of a step.</param>
    public ReshapeAttribute(int steps, int features) => Shape = [steps, features];

    /// <summary>To an image, channels last.</summary>
    /// <param name="height">The rows of pixels.</param>
    /// <param name="width">The pixels of a row.</param>
    /// <param name="channels">The values of a pixel.</param>
    public ReshapeAttribute(int height, int width, int channels) => Shape = [height, width, channels];

    /// <summary>The shape of a sample.</summary>
    public IReadOnlyList<int> Shape { get; }
}
