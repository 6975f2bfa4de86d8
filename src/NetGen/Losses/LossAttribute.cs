namespace NetGen;

/// <summary>The base of every attribute that is a network's loss. A network has at most one; one without can only predict.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public abstract class LossAttribute : Attribute
{
    /// <summary>How the losses of the outputs of a batch become one number; default <see cref="NetGen.Reduction.Mean"/>.</summary>
    public Reduction Reduction { get; set; }

    /// <summary>
    /// How many values the target of one sample has; for softmax cross-entropy, how many classes there are. The compiler then
    /// checks that the network gives as many (error NG0022). Default 0: not declared, and not checked.
    /// </summary>
    public int Targets { get; set; }
}
