namespace NetGen;

/// <summary>Declares the number of values of one sample. Every network has exactly one.</summary>
/// <param name="size">The number of values; at least 1.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class InputAttribute(int size) : Attribute
{
    /// <summary>The number of values of one sample.</summary>
    public int Size { get; } = size;
}
