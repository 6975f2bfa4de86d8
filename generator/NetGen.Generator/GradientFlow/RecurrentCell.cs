namespace NetGen.Generator.GradientFlow;

/// <summary>
/// One kind of recurrent layer, as energies: what a step makes of the squares of its input and its state, and of their gradients.
/// Numbers are for each unit; two samples are followed by their products, own by own squares.
/// </summary>
/// <param name="context">Where moments are known.</param>
/// <param name="logGain">ln of the units times the variance of the state's weights.</param>
internal abstract class RecurrentCell(FlowContext context, double logGain)
{
    /// <summary>The units times the variance of the state's weights.</summary>
    protected double Gain { get; } = Math.Exp(logGain);

    /// <summary>The steps that were walked, each with what its backward pass needs.</summary>
    public List<Step> Steps { get; } = [];

    /// <summary>Takes one step.</summary>
    /// <param name="input">The variance that the input gives to a gate.</param>
    /// <param name="product">What two samples' inputs give in common, in units of it.</param>
    public abstract void Advance(double input, double product);

    /// <summary>What one step does to squared gradients; with a correlation below 1, to products of two samples' gradients.</summary>
    /// <param name="step">The step.</param>
    /// <param name="state">The gradient of the state h of this step.</param>
    /// <param name="memory">The gradient of the memory c of this step from the step after it.</param>
    /// <param name="pairs">Whether products are followed rather than squares.</param>
    public abstract Energies Back(Step step, double state, double memory, bool pairs);

    /// <summary>The number of gates: weights for each.</summary>
    public abstract int Gates { get; }

    /// <summary>The factor on the squared gradient of the state for one step, where the walk has settled.</summary>
    public double StepFactor()
    {
        Step last = Steps[Steps.Count - 1];

        // The larger eigenvalue of a map of two energies, by repetition.
        (double state, double memory) = (1, 1);
        double factor = 0;
        for (int i = 0; i < 60; i++)
        {
            Energies back = Back(last, state, memory, pairs: false);
            double size = back.State + back.Memory;
            factor = size / (state + memory);
            if (size == 0)
            {
                return 0;
            }

            (state, memory) = (back.State / size, back.Memory / size);
        }

        return factor;
    }

    /// <summary>A function's moments at a variance that is rounded, so that a walk to a fixed point is short.</summary>
    protected ActivationMoments Moments(ScalarFunction function, double variance, double offset = 0) =>
        context.Moments(function, Math.Round(Math.Log(Math.Max(variance, 1e-30)) * 200) / 200, offset);

    /// <summary>E[f f'] of two samples.</summary>
    protected static double Value(ActivationMoments moments, double correlation) => moments.MeanSquare * moments.Correlation.At(Clip(correlation));

    /// <summary>The same of the slopes.</summary>
    protected static double Slope(ActivationMoments moments, double correlation) => moments.SlopeSquare * moments.SlopeCorrelation.At(Clip(correlation));

    protected static double Ratio(double part, double whole) => whole > 0 ? Clip(part / whole) : 0;

    private static double Clip(double c) => Math.Max(-1, Math.Min(1, c));

    /// <summary>Squares of one step, and products of two samples.</summary>
    internal sealed record Step
    {
        /// <summary>The variance of the gates' z, and its correlation.</summary>
        public double Z { get; init; }

        public double ZProduct { get; init; }

        /// <summary>The candidate's z, where it is another.</summary>
        public double Candidate { get; init; }

        public double CandidateProduct { get; init; }

        /// <summary>h of the step before.</summary>
        public double Before { get; init; }

        public double BeforeProduct { get; init; }

        /// <summary>c of the step before.</summary>
        public double MemoryBefore { get; init; }

        public double MemoryBeforeProduct { get; init; }

        /// <summary>c.</summary>
        public double Memory { get; init; }

        public double MemoryProduct { get; init; }

        /// <summary>h.</summary>
        public double State { get; init; }

        public double StateProduct { get; init; }
    }

    /// <summary>Squared gradients behind a step.</summary>
    /// <param name="State">Of the state before.</param>
    /// <param name="Memory">Of the memory before.</param>
    /// <param name="Gates">Of all gates' z, as the input's weights see them.</param>
    /// <param name="Recurrent">Of the same as the state's weights see them.</param>
    internal readonly record struct Energies(double State, double Memory, double Gates, double Recurrent);
}
