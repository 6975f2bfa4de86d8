namespace NetGen.Generator.GradientFlow;

/// <summary>An activation as the predictor sees it: a function of one number with its slope, and where it bends or is flat.</summary>
/// <param name="value">f.</param>
/// <param name="derivative">f'.</param>
/// <param name="kinks">Where f or f' jumps; integrals are split there.</param>
internal sealed class ScalarFunction(Func<double, double> value, Func<double, double> derivative, params double[] kinks)
{
    /// <summary>f(x) = x.</summary>
    public static ScalarFunction Identity { get; } = new(static x => x, static _ => 1) { IsHomogeneous = true };

    /// <summary>x for x &gt; 0, slope·x otherwise.</summary>
    public static ScalarFunction Leaky(double slope) => new(x => x > 0 ? x : slope * x, x => x > 0 ? 1 : slope, 0)
    {
        IsHomogeneous = true,
        Dead = slope == 0 ? (double.NegativeInfinity, 0) : (0, 0),
    };

    public IReadOnlyList<double> Kinks => kinks;

    /// <summary>f(a·x) = a·f(x) for every a &gt; 0, so that one set of statistics serves every scale.</summary>
    public bool IsHomogeneous { get; init; }

    /// <summary>Below this input the function has run into its lower end.</summary>
    public double SaturatedBelow { get; init; } = double.NegativeInfinity;

    /// <summary>Above this input the function has run into its upper end.</summary>
    public double SaturatedAbove { get; init; } = double.PositiveInfinity;

    /// <summary>The interval in which output and slope are both zero; empty when there is none.</summary>
    public (double From, double To) Dead { get; init; } = (0, 0);

    /// <summary>
    /// Not monotone, so that in deep stacks without normalisation small differences grow exponentially: GELU, SiLU, Mish,
    /// Hardswish.
    /// </summary>
    public bool AmplifiesNoise { get; init; }

    /// <summary>f' from the value of f, where that saves much; null otherwise.</summary>
    public Func<double, double>? SlopeOfValue { get; init; }

    public bool Saturates => SaturatedBelow > double.NegativeInfinity || SaturatedAbove < double.PositiveInfinity;

    /// <summary>The slope beyond the ends is exactly zero rather than small.</summary>
    public bool HasHardLimits => Saturates && (SaturatedAbove < double.PositiveInfinity ? Derivative(SaturatedAbove + 1) : Derivative(SaturatedBelow - 1)) == 0;

    public bool CanDie => Dead.To > Dead.From;

    /// <summary>Whether a larger input never gives a smaller output, as far as a look at many points tells.</summary>
    public bool IsRising
    {
        get
        {
            double last = double.NegativeInfinity;
            for (int i = -400; i <= 400; i++)
            {
                double now = value(Math.Sinh(i * 0.01));
                if (now < last)
                {
                    return false;
                }

                last = now;
            }

            return true;
        }
    }

    public double Value(double x) => value(x);

    public double Derivative(double x) => derivative(x);

    /// <summary>f and f'.</summary>
    public (double Value, double Slope) At(double x)
    {
        double y = value(x);
        return (y, SlopeOfValue is { } slope ? slope(y) : derivative(x));
    }

    /// <summary>This function followed by another.</summary>
    public ScalarFunction Then(ScalarFunction next)
    {
        var bends = new List<double>(kinks);
        foreach (double kink in next.Kinks)
        {
            AddCrossings(bends, kink);
        }

        return new ScalarFunction(x => next.Value(value(x)), x => next.Derivative(value(x)) * derivative(x), [.. bends])
        {
            IsHomogeneous = IsHomogeneous && next.IsHomogeneous,
            SaturatedBelow = SaturatedBelow,
            SaturatedAbove = SaturatedAbove,
            Dead = Dead,
            AmplifiesNoise = AmplifiesNoise || next.AmplifiesNoise,
        };
    }

    /// <summary>Finds where the function passes a level. Between the points tried it may do so twice unseen, which costs a few digits only.</summary>
    private void AddCrossings(List<double> crossings, double level)
    {
        const int Steps = 128;
        for (int i = -Steps; i < Steps; i++)
        {
            double low = Place(i);
            double high = Place(i + 1);
            double atLow = value(low) - level;
            double atHigh = value(high) - level;
            if (atLow == 0)
            {
                crossings.Add(low);
            }
            else if (atLow * atHigh < 0)
            {
                for (int k = 0; k < 60; k++)
                {
                    double middle = (low + high) / 2;
                    bool same = (value(middle) - level) * atLow > 0;
                    (low, high) = same ? (middle, high) : (low, middle);
                }

                crossings.Add((low + high) / 2);
            }
        }

        // Dense near zero, where activations bend, and out to where none does.
        static double Place(int i) => Math.Sinh(i * (6.0 / Steps));
    }
}
