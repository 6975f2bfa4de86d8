namespace NetGen;

/// <summary>Judges how the gradient of a recurrent layer's state changes on its way back through the steps of a sequence.</summary>
internal sealed class TimeWatch
{
    private VerdictFilter _filter;
    private HealthVerdict _finding = HealthVerdict.Healthy;
    private int _seen;

    public TimeWatch(LayerInfo layer, bool reverse, ParameterInfo weight, bool frozen)
    {
        Layer = layer;
        IsReverse = reverse;
        Weight = weight;
        IsFrozen = frozen;

        // Where every step gives a result, gradients of later ones add up on the way back: up to as many as there are steps.
        Adds = layer.OutputShape.Length == 2 ? Math.Log10(layer.RecurrentSteps) : 0;
    }

    public LayerInfo Layer { get; }

    /// <summary>Whether it is the walk from the end of a bidirectional layer.</summary>
    public bool IsReverse { get; }

    /// <summary>The weights of the state.</summary>
    public ParameterInfo Weight { get; }

    public HealthVerdict Verdict => _filter.Current;

    /// <summary>log10 of the gradient's norm at the first step it reaches over that at the last but one, in the mean of the last steps of training; NaN before.</summary>
    public double Decades { get; private set; } = double.NaN;

    /// <summary>The steps between the two, when last looked at.</summary>
    public int Steps { get; private set; }

    /// <summary>The steps before the first that the gradient reaches: cut off by TruncateAt, or too small for a float.</summary>
    public int Unreached { get; private set; }

    /// <summary>Whether the gradient grew too much when last looked at.</summary>
    public bool Explodes => Decades >= HealthMonitor.SevereDecades + Adds;

    private bool IsFrozen { get; }

    private double Adds { get; }

    /// <summary>What this step of training shows. Between the thresholds the finding stays what it was.</summary>
    /// <param name="norms">The norms at the steps of all recurrent layers.</param>
    public HealthVerdict Observe(ReadOnlySpan<double> norms)
    {
        ReadOnlySpan<double> own = norms.Slice(Layer.StepGradientsOffset + (IsReverse ? Layer.RecurrentSteps : 0), Layer.RecurrentSteps);
        int first = 0, last = own.Length - 1;
        while (first < last && own[first] == 0)
        {
            first++;
        }

        while (last > first && own[last] == 0)
        {
            last--;
        }

        // The last step has its gradient from the output, and the memory of an LSTM behind it: those before have it through the state.
        int steps = last - first - 1;
        double decades = steps < 1 ? double.NaN : Math.Log10(IsReverse ? own[last] / own[first + 1] : own[first] / own[last - 1]);
        if (double.IsFinite(decades))
        {
            _seen = Math.Min(_seen + 1, HealthMonitor.Patience);
            Decades = _seen == 1 ? decades : Decades + ((decades - Decades) / _seen);
            Steps = steps;
            Unreached = IsReverse ? own.Length - 1 - last : first;
            Judge();
        }

        _filter.Observe(_finding);
        return _finding;
    }

    private void Judge()
    {
        if (IsFrozen)
        {
            _finding = HealthVerdict.Healthy;
        }
        else if (Decades <= -HealthMonitor.SevereDecades)
        {
            _finding = HealthVerdict.Vanishing;
        }
        else if (Explodes)
        {
            _finding = HealthVerdict.Exploding;
        }
        else if (Decades >= -HealthMonitor.HealthyDecades && Decades <= HealthMonitor.HealthyDecades + Adds)
        {
            _finding = HealthVerdict.Healthy;
        }
    }
}
