namespace NetGen;

/// <inheritdoc cref="Clip.Percentile"/>
internal sealed class PercentileClip(float percentile, int window) : Clip
{
    private readonly double[] _recent = new double[window];
    private readonly double[] _sorted = new double[window];
    private int _count;
    private int _next;

    public override void Reset() => (_count, _next) = (0, 0);

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
        else
        {
            Observe(norm);
            double limit = Limit();
            clipped = norm > limit ? whole.LimitNorm(limit) : whole.Keep();
        }

        return new ClipResult(clipped, GradientScope.Norm(before), GradientScope.Norm(after));
    }

    /// <summary>Puts the norm in its place among the sorted ones; the oldest gives way when the window is full.</summary>
    private void Observe(double norm)
    {
        if (_count == window)
        {
            int oldest = _sorted.AsSpan(0, _count).BinarySearch(_recent[_next]);
            _sorted.AsSpan(oldest + 1, _count - oldest - 1).CopyTo(_sorted.AsSpan(oldest));
            _count--;
        }

        int place = _sorted.AsSpan(0, _count).BinarySearch(norm);
        place = place < 0 ? ~place : place;
        _sorted.AsSpan(place, _count - place).CopyTo(_sorted.AsSpan(place + 1));
        _sorted[place] = norm;
        _count++;
        _recent[_next] = norm;
        _next = (_next + 1) % window;
    }

    private double Limit()
    {
        double rank = percentile / 100.0 * (_count - 1);
        int below = (int)rank;
        int above = Math.Min(below + 1, _count - 1);
        return _sorted[below] + ((rank - below) * (_sorted[above] - _sorted[below]));
    }
}
