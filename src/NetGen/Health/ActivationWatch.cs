namespace NetGen;

/// <summary>
/// Judges the outputs of one activation (a channel over all its positions is one unit): how much of it is saturated, and which units gave zero for every sample over
/// <see cref="HealthMonitor.DeadBatches"/> batches. A look at the dead ends as soon as enough units were seen alive, so that a
/// healthy layer costs a batch or two.
/// </summary>
internal sealed class ActivationWatch
{
    private readonly ActivationRange _range;
    private readonly bool _judgesSaturation;
    private readonly float[] _largest;
    private readonly int _positions;
    private readonly int _channels;
    private int _batches;

    public ActivationWatch(LayerInfo layer, ActivationRange range, bool isOutput)
    {
        Layer = layer;
        _range = range;
        // Outputs of a trained classifier are meant to be near 0 and 1.
        _judgesSaturation = range.Saturates && !isOutput;
        _largest = new float[range.ZeroIsFlat ? layer.OutputChannels : 0];
        _positions = layer.OutputPositions;
        _channels = layer.OutputChannels;
    }

    public LayerInfo Layer { get; }

    public HealthVerdict Finding { get; private set; } = HealthVerdict.Healthy;

    public double SaturatedFraction { get; private set; } = double.NaN;

    public double DeadFraction { get; private set; } = double.NaN;

    /// <summary>True while a look at the dead needs further batches.</summary>
    public bool IsLooking => _batches > 0;

    /// <summary>Takes a new look at the outputs, or where these are not kept at what the ReLU reads.</summary>
    public void Begin(ReadOnlySpan<float> outputs, int rows)
    {
        if (_range.Saturates)
        {
            SaturatedFraction = ActivationMeasurement.SaturatedFraction(outputs, rows * _positions, _channels, Layer.OutputStride, _range);
        }

        if (_range.ZeroIsFlat && _batches == 0)
        {
            _largest.AsSpan().Clear();
            Look(outputs, rows);
        }

        Conclude();
    }

    /// <summary>Goes on with a look at the dead.</summary>
    public void Continue(ReadOnlySpan<float> outputs, int rows)
    {
        Look(outputs, rows);
        Conclude();
    }

    private void Look(ReadOnlySpan<float> outputs, int rows)
    {
        if (Layer.HoldsPreactivation)
        {
            ActivationMeasurement.AddRectified(outputs, rows * _positions, Layer.OutputStride, _largest);
        }
        else
        {
            ActivationMeasurement.AddMagnitudes(outputs, rows * _positions, Layer.OutputStride, _largest);
        }

        DeadFraction = ActivationMeasurement.CountZeros(_largest) / (double)_largest.Length;
        _batches++;
        if (DeadFraction <= HealthMonitor.DeadUnits)
        {
            IsDead = false;
            _batches = 0;
        }
        else if (_batches == HealthMonitor.DeadBatches)
        {
            IsDead = true;
            _batches = 0;
        }
    }

    private bool IsDead { get; set; }

    private void Conclude() => Finding =
        _judgesSaturation && SaturatedFraction > HealthMonitor.SaturatedOutputs ? HealthVerdict.Saturated
        : IsDead ? HealthVerdict.Dead
        : HealthVerdict.Healthy;
}
