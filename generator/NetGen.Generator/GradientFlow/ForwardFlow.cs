using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Signals on their way forward: the variance of each layer's z, and how two samples correlate. Layer 0 is the input, the
/// others are numbered from 1.
/// </summary>
internal sealed class ForwardFlow
{
    private readonly Dictionary<(ScalarFunction Function, double LogQ, double Offset), ActivationMoments> _known = [];

    public ForwardFlow(FlowChain chain, TrainingAssumptions assumptions)
    {
        int count = chain.Stages.Count;
        LogQ = new double[count + 1];
        LogMeanSquare = new double[count + 1];
        Share = new double[count + 1];
        Moments = new ActivationMoments[count + 1];
        PairCorrelation = new double[count + 1][];
        PairProduct = new double[count + 1][];
        InnerLogQ = new double[count + 1];
        InnerCorrelation = new double[count + 1][];
        LogNorm = new double[count + 1];
        LogAfter = new double[count + 1];
        CrossAfter = [.. Enumerable.Repeat(1.0, count + 1)];

        double mean2 = (double)assumptions.InputMean * assumptions.InputMean;
        double variance = (double)assumptions.InputDeviation * assumptions.InputDeviation;
        double spread = variance / Math.Sqrt(chain.Stages[0].Dense.Inputs);
        LogMeanSquare[0] = Math.Log(mean2 + variance);
        PairProduct[0] = [(mean2 + spread) / (mean2 + variance), (mean2 - spread) / (mean2 + variance)];
        foreach (NoiseFlow noise in chain.Input)
        {
            AddNoise(0, noise);
        }

        for (int l = 1; l <= count; l++)
        {
            FlowStage stage = chain.Stages[l - 1];
            DenseFlow dense = stage.Dense;
            double fromWeights = Math.Log(dense.Inputs * dense.Weight.Variance) + LogMeanSquare[l - 1];
            LogQ[l] = Quantize(dense.BiasVariance > 0 ? SpecialFunctions.LogAdd(fromWeights, Math.Log(dense.BiasVariance)) : fromWeights);
            Share[l] = Math.Min(1, Math.Exp(fromWeights - LogQ[l]));
            PairCorrelation[l] = [.. PairProduct[l - 1].Select(p => Math.Max(-1, Math.Min(1, (Share[l] * p) + 1 - Share[l])))];
            Normalise(l, stage);
            ActivationMoments moments = MomentsOf(stage.Function, InnerLogQ[l], stage.Offset);
            Moments[l] = moments;
            LogMeanSquare[l] = moments.LogMeanSquare;
            PairProduct[l] = Spread([.. InnerCorrelation[l].Select(moments.Correlation.At)], dense.Outputs);

            // E[f]², which samples and units share.
            double shared = moments.LogMeanSquare + Math.Log(Math.Max(moments.Correlation.At(0), 1e-300));
            foreach (FlowStep step in stage.After)
            {
                if (step is NoiseFlow noise)
                {
                    AddNoise(l, noise);
                }
                else if (step is NormFlow norm)
                {
                    AddNorm(l, norm, shared, dense.Outputs);
                    shared = double.NegativeInfinity;
                }
            }
        }
    }

    /// <summary>ln q of each layer's z.</summary>
    public double[] LogQ { get; }

    /// <summary>ln E[a²] of each layer's output.</summary>
    public double[] LogMeanSquare { get; }

    /// <summary>The share of q that comes from the weights rather than the biases.</summary>
    public double[] Share { get; }

    public ActivationMoments[] Moments { get; }

    /// <summary>
    /// The correlation of two samples' z. Two random inputs of n features have a cosine of about ±1/sqrt(n); both signs are
    /// followed, because products need the mean of the square.
    /// </summary>
    public double[][] PairCorrelation { get; }

    /// <summary>E[a a'] of two samples in units of E[a²].</summary>
    public double[][] PairProduct { get; }

    /// <summary>ln of the variance of what the activation gets: that of z, or 0 behind a norm.</summary>
    public double[] InnerLogQ { get; }

    /// <summary>The correlation of what the activation gets.</summary>
    public double[][] InnerCorrelation { get; }

    /// <summary>ln of what the norm before the activation divides squares by.</summary>
    public double[] LogNorm { get; }

    /// <summary>ln of the factor on the squared gradient of what stands behind the activation.</summary>
    public double[] LogAfter { get; }

    /// <summary>What that leaves of the part that samples have in common.</summary>
    public double[] CrossAfter { get; }

    public double Correlation(int layer) => InnerCorrelation[layer].Average();

    private void Normalise(int l, FlowStage stage)
    {
        InnerLogQ[l] = LogQ[l];
        InnerCorrelation[l] = PairCorrelation[l];
        if (stage.Norm is not { } norm)
        {
            return;
        }

        InnerLogQ[l] = 0;
        LogNorm[l] = LogQ[l];
        if (norm.OverBatch)
        {
            // What a unit has in common for all samples is its mean, which is taken away.
            LogNorm[l] += Math.Log(Math.Max(1 - PairCorrelation[l].Average(), 1e-12));
            InnerCorrelation[l] = Independent(stage.Dense.Outputs);
        }
    }

    /// <summary>Random factors are different for each sample, so that what two samples have in common stays as it is.</summary>
    private void AddNoise(int l, NoiseFlow noise)
    {
        double before = LogMeanSquare[l];
        LogMeanSquare[l] = before + Math.Log(noise.Factor);
        if (noise.Added > 0)
        {
            LogMeanSquare[l] = SpecialFunctions.LogAdd(LogMeanSquare[l], Math.Log(noise.Added));
        }

        PairProduct[l] = [.. PairProduct[l].Select(p => p * Math.Exp(before - LogMeanSquare[l]))];
        LogAfter[l] += Math.Log(noise.Factor);
        CrossAfter[l] /= noise.Factor;
    }

    private void AddNorm(int l, NormFlow norm, double logShared, int units)
    {
        double share = Math.Min(Math.Exp(logShared - LogMeanSquare[l]), 1 - 1e-12);
        double removed = norm.OverBatch ? Math.Min(PairProduct[l].Average(), 1 - 1e-12) : norm.IsCentred ? share : 0;
        LogAfter[l] -= LogMeanSquare[l] + Math.Log(1 - removed);
        LogMeanSquare[l] = 0;
        CrossAfter[l] = norm.OverBatch ? 0 : CrossAfter[l];
        PairProduct[l] = norm.OverBatch ? Independent(units) : [.. PairProduct[l].Select(p => (p - removed) / (1 - removed))];
    }

    /// <summary>Vectors of n units that have nothing in common still have a cosine of about 1/sqrt(n).</summary>
    private static double[] Independent(int units) => [1 / Math.Sqrt(units), -1 / Math.Sqrt(units)];

    /// <summary>The share of a layer's outputs on the flat ends of its activation; NaN where it has none.</summary>
    public double Saturated(int layer, FlowStage stage)
    {
        if (!stage.Function.Saturates)
        {
            return double.NaN;
        }

        double deviation = Math.Exp(InnerLogQ[layer] / 2);
        double mean = stage.Offset;
        return SpecialFunctions.NormalCdf((stage.Function.SaturatedBelow - mean) / deviation)
            + SpecialFunctions.NormalCdf((mean - stage.Function.SaturatedAbove) / deviation);
    }

    /// <summary>The share of a layer's units that give zero for all samples of a batch; NaN where the activation has no such region.</summary>
    public double Dead(int layer, FlowStage stage, int batch)
    {
        if (!stage.Function.CanDie)
        {
            return double.NaN;
        }

        double deviation = Math.Exp(InnerLogQ[layer] / 2);
        double from = (stage.Function.Dead.From - stage.Offset) / deviation;
        double to = (stage.Function.Dead.To - stage.Offset) / deviation;

        // Each sample's z is sqrt(c) times what all share plus sqrt(1 - c) times what is its own.
        double c = Math.Max(0, Math.Min(1, Correlation(layer)));
        double shared = Math.Sqrt(c);
        double own = Math.Sqrt(Math.Max(1 - c, 1e-12));
        double[] edges = [.. new[] { from, to }.Where(e => shared > 0 && !double.IsInfinity(e)).Select(e => e / shared)];
        return new GaussianQuadrature(1, 0, edges).Expect(x => Math.Pow(
            SpecialFunctions.NormalCdf((to - (shared * x)) / own) - SpecialFunctions.NormalCdf((from - (shared * x)) / own), batch));
    }

    private ActivationMoments MomentsOf(ScalarFunction function, double logQ, double offset)
    {
        bool anyScale = function.IsHomogeneous && offset == 0;
        (ScalarFunction, double, double) key = (function, anyScale ? 0 : logQ, offset);
        if (!_known.TryGetValue(key, out ActivationMoments? moments))
        {
            _known.Add(key, moments = ActivationMoments.Of(function, key.Item2, offset));
        }

        return anyScale ? moments.Scaled(logQ) : moments;
    }

    /// <summary>Of a layer of n units, as of n features, two samples' cosine is known to (1 - c²)/sqrt(n) only.</summary>
    private static double[] Spread(double[] products, int units)
    {
        double mean = products.Average();
        double own = (1 - (mean * mean)) * (1 - (mean * mean)) / units;
        double half = (products[0] - products[1]) / 2;
        double spread = Math.Sqrt((half * half) + own);
        return [Math.Min(1, mean + spread), mean - spread];
    }

    /// <summary>Rounds to where nothing feels it, so that networks that approach a fixed point meet the same q again.</summary>
    private static double Quantize(double logQ) => Math.Round(logQ * 1e9) / 1e9;
}
