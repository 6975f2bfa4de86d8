namespace NetGen.Generator.GradientFlow;

/// <summary>
/// What targets are taken to be when nothing is known of them: as standardised values, N(0, 1), or as two equally likely
/// values where the output or the loss has room for two only. Targets of two samples are independent.
/// </summary>
internal sealed class TargetDistribution
{
    private readonly double[] _values;
    private readonly double[] _weights;

    private TargetDistribution(double[] values, double[] weights, double mean, double deviation)
    {
        _values = values;
        _weights = weights;
        Mean = mean;
        Deviation = deviation;
    }

    public static TargetDistribution Standardized { get; } = Normal();

    public static TargetDistribution ZeroOrOne { get; } = new([0, 1], [0.5, 0.5], 0.5, 0.5);

    public static TargetDistribution PlusMinusOne { get; } = new([-1, 1], [0.5, 0.5], 0, 1);

    public double Mean { get; }

    public double Deviation { get; }

    /// <summary>True for values on a continuum, false for two values.</summary>
    public bool IsContinuous => _values.Length > 2;

    /// <summary>What suits the kind of the last activation.</summary>
    public static TargetDistribution For(string? output) => output switch
    {
        "Sigmoid" or "HardSigmoid" => ZeroOrOne,
        "Tanh" or "HardTanh" or "Softsign" => PlusMinusOne,
        _ => Standardized,
    };

    /// <summary>The mean over the targets of a gradient and of its square.</summary>
    public TargetMoments Expect(Func<double, double> gradient)
    {
        double mean = 0;
        double square = 0;
        for (int i = 0; i < _values.Length; i++)
        {
            double g = gradient(_values[i]);
            mean += _weights[i] * g;
            square += _weights[i] * g * g;
        }

        return new TargetMoments(mean, square);
    }

    private static TargetDistribution Normal()
    {
        var quadrature = new GaussianQuadrature(1, 0, []);
        return new TargetDistribution(quadrature.Z, quadrature.Weight, 0, 1);
    }
}
