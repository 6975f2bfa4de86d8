using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>h = f(x W + h' U + b), exactly: E[h(t) h(s)] and E[f' f'] are Hermite series of the correlation of z(t) and z(s).</summary>
internal sealed class SimpleWalk : RecurrentWalk
{
    private readonly FlowContext _context;
    private readonly ScalarFunction _function;

    // By step, for its variance of z, and the correlations.
    private readonly ActivationMoments[] _moments;
    private readonly TimeProducts _correlations;

    /// <param name="input">The covariance that the input gives to z.</param>
    /// <param name="before">The steps before the first of these.</param>
    /// <param name="gain">The units times the variance of the state's weights.</param>
    /// <param name="function">f.</param>
    /// <param name="context">Where moments are known.</param>
    [MethodImpl(UnitMath.AtOnce)]
    public SimpleWalk(TimeProducts input, int before, double gain, ScalarFunction function, FlowContext context)
        : base(input.Steps, before, gain)
    {
        (_context, _function) = (context, function);
        _moments = new ActivationMoments[Steps];
        _correlations = new TimeProducts(Steps);
        double[] own = States.Own, samples = States.Samples;
        int width = Steps + 1;
        (own[0], samples[0]) = Start(input);
        var variances = new double[Steps];
        for (int t = 0; t < Steps; t++)
        {
            variances[t] = input.Own[(t * Steps) + t] + (gain * own[(t * width) + t]);
            _moments[t] = _context.MomentsOfStep(_function, Log(variances[t]));
            for (int s = 0; s <= t; s++)
            {
                int i = (t * Steps) + s, mirrored = (s * Steps) + t;
                double root = Math.Sqrt(variances[t] * variances[s]);
                _correlations.Own[i] = _correlations.Own[mirrored] = s == t ? 1 : Ratio(input.Own[i] + (gain * own[(t * width) + s]), root);
                _correlations.Samples[i] = _correlations.Samples[mirrored] = Ratio(input.Samples[i] + (gain * samples[(t * width) + s]), root);
                int next = ((t + 1) * width) + s + 1, other = ((s + 1) * width) + t + 1;
                own[next] = own[other] = Value(t, s, _correlations.Own[i]);
                samples[next] = samples[other] = Value(t, s, _correlations.Samples[i]);
            }
        }

        LastVariance = variances[Steps - 1];
        ActivationMoments last = _moments[Steps - 1];
        LastMean = last.Mean * Math.Exp(last.LogMeanSquare / 2);
    }

    public override RecurrentGradient Back(TimeProducts outputs, int truncate)
    {
        var gates = new TimeProducts(Steps);
        var gradient = new RecurrentGradient(gates, gates);
        Back(outputs.Own, _correlations.Own, gradient.Gates.Own, truncate);
        Back(outputs.Samples, _correlations.Samples, gradient.Gates.Samples, truncate);
        for (int t = 0; t < Steps; t++)
        {
            gradient.States[t] = Entering(outputs.Own, gradient.Gates.Own, t, t, truncate);
        }

        return gradient;
    }

    [MethodImpl(UnitMath.AtOnce)]
    private void Back(double[] outputs, double[] correlations, double[] gates, int truncate)
    {
        for (int t = Steps - 1; t >= 0; t--)
        {
            for (int s = Steps - 1; s >= t; s--)
            {
                double entering = Entering(outputs, gates, t, s, truncate);
                if (entering != 0)
                {
                    (ActivationMoments first, ActivationMoments second) = (_moments[t], _moments[s]);
                    double slopes = Math.Exp((first.LogSlopeSquare + second.LogSlopeSquare) / 2) * first.SlopeCorrelation.With(second.SlopeCorrelation, correlations[(t * Steps) + s]);
                    gates[(t * Steps) + s] = gates[(s * Steps) + t] = entering * slopes;
                }
            }
        }
    }

    /// <summary>The squares of the state that so many steps lead to.</summary>
    private (double Own, double Samples) Start(TimeProducts input)
    {
        (double own, double samples) = (0, 0);
        double first = 0;
        for (int t = 0; t < Before; t++)
        {
            double z = input.Own[0] + (Gain * own);
            ActivationMoments moments = _context.MomentsOfStep(_function, Log(z));
            samples = moments.MeanSquare * moments.Correlation.At(Ratio(input.Samples[0] + (Gain * samples), z));
            (first, own) = (own, moments.MeanSquare);
            if (Math.Abs(own - first) <= 1e-9 * own)
            {
                break;
            }
        }

        return (own, samples);
    }

    [MethodImpl(UnitMath.AtOnce)]
    private double Value(int t, int s, double correlation)
    {
        if (correlation == 0 && _function == GateFunctions.Tanh)
        {
            return 0;
        }

        (ActivationMoments first, ActivationMoments second) = (_moments[t], _moments[s]);
        return Math.Exp((first.LogMeanSquare + second.LogMeanSquare) / 2) * first.Correlation.With(second.Correlation, correlation);
    }

    private static double Log(double variance) => Math.Log(Math.Max(variance, 1e-30));

    private static double Ratio(double part, double whole) => whole > 0 ? Math.Max(-1, Math.Min(1, part / whole)) : 0;
}
