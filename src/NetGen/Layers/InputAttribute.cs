namespace NetGen;

/// <summary>
/// Declares the shape of one sample: a vector, a sequence or an image. Every network has exactly one. Values of a batch are
/// row-major, the last dimension fastest: <c>[batch, height, width, channels]</c>.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class InputAttribute : Attribute
{
    /// <summary>Samples are vectors.</summary>
    /// <param name="size">The number of values; at least 1.</param>
    public InputAttribute(int size) => Shape = [size];

    /// <summary>Samples are sequences.</summary>
    /// <param name="steps">The number of steps; at least 1.</param>
    /// <param name="features">The values of a step; at least 1.</param>
    public InputAttribute(int steps, int features) => Shape = [steps, features];

    /// <summary>Samples are images, channels last.</summary>
    /// <param name="height">The rows of pixels; at least 1.</param>
    /// <param name="width">The pixels of a row; at least 1.</param>
    /// <param name="channels">The values of a pixel; at least 1.</param>
    public InputAttribute(int height, int width, int channels) => Shape = [height, width, channels];

    /// <summary>The shape of one sample.</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The number of values of one sample.</summary>
    public int Size => Shape.Aggregate(1, static (product, dimension) => product * dimension);

    /// <summary>
    /// The mean of the features, as the compiler is to assume it when it predicts the gradient flow; default 0. Data is not
    /// changed by it: <see cref="DataSet.Standardize"/> or a <see cref="Standardizer"/> brings data to mean 0 and deviation 1.
    /// </summary>
    public float Mean { get; set; }

    /// <summary>The standard deviation of the features, as <see cref="Mean"/>; default 1.</summary>
    public float Std { get; set; } = 1f;
}
