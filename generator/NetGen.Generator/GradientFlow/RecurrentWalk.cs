namespace NetGen.Generator.GradientFlow;

/// <summary>
/// What a recurrent layer with one set of weights makes of a sequence, in the limit of many units: each gate's z is a Gaussian process over
/// time, with the covariance u v E[h(t-1) h(s-1)] and that of the input, and the gradients that come back through the state are such a
/// process too, independent of the values.
/// </summary>
/// <param name="steps">The steps that are followed, the last of the sequence.</param>
/// <param name="before">The steps before them, of which only what they lead to is known.</param>
/// <param name="gain">The units times the variance of the state's weights.</param>
internal abstract class RecurrentWalk(int steps, int before, double gain)
{
    public int Steps => steps;

    /// <summary>The units times the variance of the state's weights.</summary>
    protected double Gain => gain;

    /// <summary>E[h h'] of any two steps, one more than there are: at 0 is what the first step starts from.</summary>
    public TimeProducts States { get; } = new(steps + 1);

    /// <summary>The steps before the first of these.</summary>
    protected int Before => before;

    /// <summary>E[h] at the last step.</summary>
    public double LastMean { get; protected set; }

    /// <summary>The variance of z of the gates at the last step.</summary>
    public double LastVariance { get; protected set; }

    /// <summary>
    /// Gradients on their way back: what the gates get, for gradients of the output that are given.
    /// </summary>
    /// <param name="outputs">E of products of dL/dy at two steps.</param>
    /// <param name="truncate">Steps after which the gradient is cut, or 0.</param>
    public abstract RecurrentGradient Back(TimeProducts outputs, int truncate);

    /// <summary>The products with which dL/dh enters: of the output's gradient, and what comes back through the weights unless it is cut.</summary>
    public double Entering(double[] outputs, double[] recurrent, int t, int s, int truncate)
    {
        double entering = outputs[(t * steps) + s];
        bool isCut = t + 1 >= steps || s + 1 >= steps || IsCut(t, truncate) || IsCut(s, truncate);
        return isCut ? entering : entering + (gain * recurrent[((t + 1) * steps) + s + 1]);
    }

    /// <summary>Whether nothing comes to a step from the one behind it.</summary>
    public bool IsCut(int step, int truncate) => truncate > 0 && (before + step + 1) % truncate == 0;
}
