namespace NetGen;

/// <summary>Judges the updates of the weights of one layer, all of them together.</summary>
/// <param name="layer">The layer.</param>
/// <param name="parameter">Its first weights, after which it is described.</param>
/// <param name="tensors">The indices of all its weights.</param>
/// <param name="frozen">Whether they are not meant to change.</param>
internal sealed class WeightWatch(LayerInfo layer, ParameterInfo parameter, int[] tensors, bool frozen)
{
    // The thresholds of HealthMonitor, squared: comparing squares saves a root and a division for every layer and step.
    private const double Vanishing2 = HealthMonitor.VanishingRatio * HealthMonitor.VanishingRatio;
    private const double Low2 = HealthMonitor.LowestHealthyRatio * HealthMonitor.LowestHealthyRatio;
    private const double High2 = HealthMonitor.HighestHealthyRatio * HealthMonitor.HighestHealthyRatio;
    private const double Exploding2 = HealthMonitor.ExplodingRatio * HealthMonitor.ExplodingRatio;

    private VerdictFilter _filter;
    private HealthVerdict _finding = HealthVerdict.Healthy;
    private double _gradientSquares = double.NaN;
    private double _firstGradientSquares = double.NaN;
    private double _updateSquares;
    private double _weightSquares;

    public LayerInfo Layer { get; } = layer;

    public ParameterInfo Parameter { get; } = parameter;

    public HealthVerdict Verdict => _filter.Current;

    public double UpdateRatio => Ratio(_updateSquares, _weightSquares);

    public double GradientNorm => Math.Sqrt(_gradientSquares);

    /// <summary>The gradient's norm at the first applied step that measured it.</summary>
    public double FirstGradientNorm => Math.Sqrt(_firstGradientSquares);

    public static double Ratio(double updateSquares, double weightSquares) =>
        updateSquares == 0 ? 0 : Math.Sqrt(updateSquares / weightSquares);

    /// <summary>What this step shows. Between the thresholds the finding stays what it was.</summary>
    public HealthVerdict Observe(ReadOnlySpan<TensorStatistics> gradients, ReadOnlySpan<UpdateStatistics> updates)
    {
        double gradientSquares = 0;
        (_updateSquares, _weightSquares) = (0, 0);
        foreach (int tensor in tensors)
        {
            gradientSquares += gradients.IsEmpty ? double.NaN : gradients[tensor].SumOfSquares;
            _updateSquares += updates[tensor].UpdateSquares;
            _weightSquares += updates[tensor].WeightSquares;
        }

        _gradientSquares = gradientSquares;
        _firstGradientSquares = double.IsNaN(_firstGradientSquares) ? gradientSquares : _firstGradientSquares;
        if (!(_updateSquares < double.PositiveInfinity && _weightSquares < double.PositiveInfinity))
        {
            return _filter.Observe(HealthVerdict.NonFinite);
        }

        if (frozen)
        {
            _finding = HealthVerdict.Healthy;
        }
        else if (_updateSquares > Exploding2 * _weightSquares)
        {
            _finding = HealthVerdict.Exploding;
        }
        else if (_updateSquares <= Vanishing2 * _weightSquares)
        {
            _finding = HealthVerdict.Vanishing;
        }
        else if (_updateSquares >= Low2 * _weightSquares && _updateSquares <= High2 * _weightSquares)
        {
            _finding = HealthVerdict.Healthy;
        }

        _filter.Observe(_finding);
        return _finding;
    }
}
