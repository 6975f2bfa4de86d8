namespace NetGen;

/// <summary>A loss of one's own, used as <c>[Loss&lt;MyLoss&gt;]</c>: a function of one output and its target.</summary>
public interface ILoss
{
    /// <summary>The loss of one output.</summary>
    static abstract float Value(float output, float target);

    /// <summary>The derivative of <see cref="Value"/> with respect to the output.</summary>
    static abstract float Derivative(float output, float target);
}
