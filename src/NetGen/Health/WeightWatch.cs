namespace NetGen;

/// <summary>Judges the updates of one weight matrix.</summary>
internal sealed class WeightWatch(LayerInfo layer, ParameterInfo parameter, int index, bool frozen)
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

    public int Index { get; } = index;

    public HealthVerdict Verdict => _filter.Current;

    public double UpdateRatio => Ratio(_updateSquares, _weightSquares);

    public double GradientNorm => Math.Sqrt(_gradientSquares);

    /// <summary>The gradient's norm at the first applied step that measured it.</summary>
    public double FirstGradientNorm => Math.Sqrt(_firstGradientSquares);

    public static double Ratio(double updateSquares, double weightSquares) =>
        updateSquares == 0 ? 0 : Math.Sqrt(updateSquares / weightSquares);

    /// <summary>What this step shows. Between the thresholds the finding stays what it was.</summary>
    public HealthVerdict Observe(double gradientSquares, in UpdateStatistics update)
    {
        _gradientSquares = gradientSquares;
        _firstGradientSquares = double.IsNaN(_firstGradientSquares) ? gradientSquares : _firstGradientSquares;
        _updateSquares = update.UpdateSquares;
        _weightSquares = update.WeightSquares;
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
