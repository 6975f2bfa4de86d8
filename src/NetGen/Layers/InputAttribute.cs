namespace NetGen;

/// <summary>Declares the number of values of one sample. Every network has exactly one.</summary>
/// <param name="size">The number of values; at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class InputAttribute(int size) : Attribute
{
    /// <summary>The number of values of one sample.</summary>
    public int Size { get; } = size;

    /// <summary>
    /// The mean of the features, as the compiler is to assume it when it predicts the gradient flow; default 0. Data is not
    /// changed by it: <see cref="DataSet.Standardize"/> or a <see cref="Standardizer"/> brings data to mean 0 and deviation 1.
    /// </summary>
    public float Mean { get; set; }

    /// <summary>The standard deviation of the features, as <see cref="Mean"/>; default 1.</summary>
    public float Std { get; set; } = 1f;
}
