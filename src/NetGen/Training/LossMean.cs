namespace NetGen;

/// <summary>The loss per sample over batches of different sizes.</summary>
internal struct LossMean(Reduction reduction)
{
    private double _sum;
    private long _samples;

    /// <summary>NaN before the first batch.</summary>
    public readonly double Value => _sum / _samples;

    public void Add(float loss, int rows)
    {
        // A mean counts as often as it has samples; a sum is one already.
        _sum += reduction == Reduction.Sum ? loss : (double)loss * rows;
        _samples += rows;
    }
}
