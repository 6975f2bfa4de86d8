namespace NetGen;

/// <summary>
/// An activation of one's own, used as <c>[Activation&lt;MySwish&gt;]</c>: a function of one value and its derivative.
/// </summary>
public interface IActivation
{
    /// <summary>f(x).</summary>
    static abstract float Forward(float x);

    /// <summary>f'(x). <paramref name="y"/> is f(x), for derivatives that are cheaper from it.</summary>
    static abstract float Derivative(float x, float y);
}
