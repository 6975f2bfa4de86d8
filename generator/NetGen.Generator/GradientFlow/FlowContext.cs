namespace NetGen.Generator.GradientFlow;

/// <summary>What the steps of a network share: the batch, the moments that are known already, and why there is no prediction.</summary>
internal sealed class FlowContext(int batch)
{
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
