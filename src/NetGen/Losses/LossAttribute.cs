namespace NetGen;

/// <summary>The base of every attribute that is a network's loss. A network has at most one; one without can only predict.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public abstract class LossAttribute : Attribute
{
    /// <summary>How the losses of the outputs of a batch become one number; default <see cref="NetGen.Reduction.Mean"/>.</summary>
    public Reduction Reduction { get; set; }
}
