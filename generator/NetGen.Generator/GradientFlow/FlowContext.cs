namespace NetGen.Generator.GradientFlow;

/// <summary>What the steps of a network share: the batch, the moments that are known already, and why there is no prediction.</summary>
internal sealed class FlowContext(int batch)
{
    // To an e-th of the variance: what is linear between is right to four digits.
    private const double Grid = 32;

    private readonly Dictionary<(ScalarFunction Function, double LogQ, double Offset), ActivationMoments> _known = [];
    private readonly Dictionary<object, object> _kept = [];

    public int Batch => batch;

    /// <summary>Why there is nothing to predict, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>Says why there is no factor; the first reason stays.</summary>
    public Signal? Refuse(FlowNode node, string why)
    {
        Problem ??= $"no factor for {node}{(why.Length > 0 ? " " + why : "")}";
        return null;
    }

    /// <summary>The moments of a function at z of a variance and mean.</summary>
    public ActivationMoments Moments(ScalarFunction function, double logQ, double offset)
    {
        bool anyScale = function.IsHomogeneous && offset == 0;
        (ScalarFunction, double, double) key = (function, anyScale ? 0 : logQ, offset);
        if (!_known.TryGetValue(key, out ActivationMoments? moments))
        {
            _known.Add(key, moments = ActivationMoments.Of(function, key.Item2, offset));
        }

        return anyScale ? moments.Scaled(logQ) : moments;
    }

    /// <summary>
    /// The moments of a function at z of a variance, without the series of squares, between those of the nearest variances of a grid: a walk
    /// through a sequence meets many.
    /// </summary>
    public ActivationMoments MomentsOfStep(ScalarFunction function, double logQ)
    {
        if (function.IsHomogeneous)
        {
            return Moments(function, logQ, 0);
        }

        // Layers that are alike, and steps near a fixed point, meet the same again.
        double rounded = Math.Round(logQ * 1e6) / 1e6;
        return Once((function, rounded), () =>
        {
            double low = Math.Floor(rounded * Grid);
            return AtGrid(low).Towards(AtGrid(low + 1), (rounded * Grid) - low);
        });

        ActivationMoments AtGrid(double point) => Once((function, (int)point), () => ActivationMoments.Of(function, point / Grid, 0, squares: false));
    }

    /// <summary>A result that depends on its key only, computed once.</summary>
    public T Once<T>(object key, Func<T> compute)
        where T : notnull
    {
        if (!_kept.TryGetValue(key, out object? known))
        {
            _kept.Add(key, known = compute());
        }

        return (T)known;
    }

    /// <summary>Rounds to where nothing feels it, so that networks that approach a fixed point meet the same q again.</summary>
    public static double Quantize(double logQ) => Math.Round(logQ * 1e9) / 1e9;
}
