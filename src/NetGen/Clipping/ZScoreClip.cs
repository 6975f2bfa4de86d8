namespace NetGen;

/// <inheritdoc cref="Clip.ZScore"/>
internal sealed class ZScoreClip(float threshold, float decay, int warmupSteps) : Clip
{
    private const double DeviationEpsilon = 1e-6;

    private int _observed;
    private double _mean;

    // During the warm-up the sum of squared deviations (Welford's method), then the variance.
    private double _variance;

    public override void Reset() => (_observed, _mean, _variance) = (0, 0, 0);

    protected internal override ClipResult Apply(
        ParameterBuffer parameters, AlignedBuffer gradients, ReadOnlySpan<TensorStatistics> before, Span<TensorStatistics> after)
    {
        GradientScope whole = GradientScope.Whole(parameters, gradients, before, after);
        double norm = whole.Norm();
        bool clipped;
        if (double.IsNaN(norm))
        {
            clipped = whole.Keep();
        }
        else if (_observed < warmupSteps)
        {
            WarmUp(norm);
            clipped = whole.Keep();
        }
        else
        {
            double limit = Limit(norm);
            clipped = limit < norm ? whole.LimitNorm(limit) : whole.Keep();
            double weight = 1 - (double)decay;
            _mean = (decay * _mean) + (weight * limit);
            _variance = (decay * _variance) + (weight * (limit - _mean) * (limit - _mean));
        }

        return new ClipResult(clipped, GradientScope.Norm(before), GradientScope.Norm(after));
    }

    private void WarmUp(double norm)
    {
        _observed++;
        double deviation = norm - _mean;
        _mean += deviation / _observed;
        _variance += deviation * (norm - _mean);
        if (_observed == warmupSteps)
        {
            _variance /= warmupSteps;
        }
    }

    /// <summary>The norm to scale to; the norm itself when it does not stand out.</summary>
    private double Limit(double norm)
    {
        double deviation = Math.Sqrt(_variance);
        double z = (norm - _mean) / (deviation + DeviationEpsilon);
        return z > threshold ? _mean + (threshold * deviation * (threshold / z)) : norm;
    }
}
