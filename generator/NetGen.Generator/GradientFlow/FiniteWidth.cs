namespace NetGen.Generator.GradientFlow;

/// <summary>
/// What finite width adds: gradient norms of one declaration spread log-normally over initialisations, more with each layer,
/// so that a typical network lies below the mean. A part of the spread is common to all samples of a batch; the rest
/// averages out over it.
/// </summary>
internal sealed class FiniteWidth
{
    // The prediction's own error, and the factor by which spreads are measured to be wider than their first order.
    private const double OwnVariance = 0.02;
    private const double Widening = 1.5;

    private readonly FlowChain _chain;
    private readonly ForwardFlow _forward;
    private readonly double[] _step;
    private readonly double[] _sharedStep;
    private readonly double[] _noise;
    private readonly double[] _sharedNoise;

    public FiniteWidth(FlowChain chain, ForwardFlow forward, BackwardFlow backward)
    {
        _chain = chain;
        _forward = forward;
        int last = chain.Stages.Count;
        _step = new double[last + 1];
        _sharedStep = new double[last + 1];
        _noise = new double[last + 1];
        _sharedNoise = new double[last + 1];

        // The mean squared cosine of two samples' gradients: those of n random components have 1/n.
        double cosine = 1.0 / Math.Max(chain.Stages[last - 1].Dense.Outputs - 1, 1);
        for (int l = last - 1; l >= 1; l--)
        {
            DenseFlow next = chain.Stages[l].Dense;
            ActivationMoments moments = forward.Moments[l];
            double[] correlations = forward.InnerCorrelation[l];
            double pair = correlations.Average(moments.SlopeSquareCorrelation.At);
            _noise[l] = (moments.Kurtosis - 1) / next.Inputs;
            _sharedNoise[l] = (correlations.Average(moments.SquareCorrelation.At) - 1) / next.Inputs;
            double aligned = Math.Max(cosine, backward.PairCosine[l + 1].Average(static r => r * r));

            // An orthogonal matrix keeps lengths as far as it does not project.
            double kept = next.Weight.Orthogonal ? Math.Min(1, (double)next.Inputs / next.Outputs) : 0;
            double width = next.Inputs * next.Weight.Density;
            _step[l] = (moments.Spread - (2 * kept)) / width;
            double random = ((1 + (2 * aligned)) * pair) - 1;
            double orthogonal = (1 + (2 * aligned)) * (pair - 1);
            _sharedStep[l] = ((kept * orthogonal) + ((1 - kept) * random)) / width;

            double slope = correlations.Average(moments.SlopeCorrelation.At);
            cosine = Math.Min(1, (cosine * slope * slope) + (next.Weight.Orthogonal ? 0 : (1 - cosine) / width));
        }
    }

    /// <summary>The variance of ln of one sample's squared gradient norm, and the part of it that all samples share.</summary>
    /// <param name="layer">The layer, from 1.</param>
    /// <param name="weights">Whether of the weights, which the layer's input multiplies, or the biases.</param>
    public (double Beta, double Shared) Spread(int layer, bool weights)
    {
        double beta = 0;
        double shared = 0;

        // How the logarithm of the result answers to that of the variance of z of layer j + 1.
        double sensitivity = 0;
        for (int j = _chain.Stages.Count - 1; j >= 1; j--)
        {
            ActivationMoments moments = _forward.Moments[j];
            double w = (sensitivity * _forward.Share[j + 1]) + (weights && j == layer - 1 ? 1 : 0);
            beta += w * w * _noise[j];
            shared += w * w * _sharedNoise[j];
            if (j >= layer)
            {
                beta += _step[j];
                shared += _sharedStep[j];
            }

            // A norm gives the same whatever the size of z, and divides the gradient by it.
            sensitivity = _chain.Stages[j - 1].Norm is null
                ? (j >= layer ? moments.SlopeElasticity : 0) + (moments.Elasticity * w)
                : j >= layer ? -1 : 0;
        }

        return (Math.Max(0, beta), Math.Max(0, Math.Min(shared, beta)));
    }

    /// <summary>What the spread does to a batch.</summary>
    /// <param name="beta">The spread of one sample.</param>
    /// <param name="shared">The part that samples share.</param>
    /// <param name="cross">The share of pairs of samples in the squared norm.</param>
    /// <param name="degrees">The independent components of the output's gradient.</param>
    /// <param name="batch">The samples of a batch.</param>
    /// <returns>ln of the geometric mean of the square less ln of its mean, and the standard deviation of the logarithm.</returns>
    public static (double Bias, double Deviation) Batch(double beta, double shared, double cross, double degrees, int batch)
    {
        double own = beta - shared;
        double left = own;
        if (batch > 1)
        {
            double averaged = own > 500 ? own - Math.Log(batch) : SpecialFunctions.LogOnePlus(SpecialFunctions.ExpMinusOne(own) / batch);
            left = own <= 1 ? averaged : 1 / ((1 / averaged) + (12 * Math.Log(batch) / (Math.PI * Math.PI * own)));
        }

        double nu = degrees / 2;
        double effective = shared + left + (cross * cross * SpecialFunctions.Trigamma(nu));
        double bias = -(shared / 2) - (left / 2 * (1 + (own / 24))) + (cross * (SpecialFunctions.Digamma(nu) - Math.Log(nu)));
        return (bias, Widening * Math.Sqrt(effective + OwnVariance));
    }
}
