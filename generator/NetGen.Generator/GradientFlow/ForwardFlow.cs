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

        double mean2 = (double)assumptions.InputMean * assumptions.InputMean;
        double variance = (double)assumptions.InputDeviation * assumptions.InputDeviation;
        double spread = variance / Math.Sqrt(chain.Stages[0].Dense.Inputs);
        LogMeanSquare[0] = Math.Log(mean2 + variance);
        PairProduct[0] = [(mean2 + spread) / (mean2 + variance), (mean2 - spread) / (mean2 + variance)];
        for (int l = 1; l <= count; l++)
        {
            FlowStage stage = chain.Stages[l - 1];
            DenseFlow dense = stage.Dense;
            double fromWeights = Math.Log(dense.Inputs * dense.Weight.Variance) + LogMeanSquare[l - 1];
            LogQ[l] = Quantize(dense.BiasVariance > 0 ? SpecialFunctions.LogAdd(fromWeights, Math.Log(dense.BiasVariance)) : fromWeights);
            Share[l] = Math.Min(1, Math.Exp(fromWeights - LogQ[l]));
            PairCorrelation[l] = [.. PairProduct[l - 1].Select(p => Math.Max(-1, Math.Min(1, (Share[l] * p) + 1 - Share[l])))];
            ActivationMoments moments = MomentsOf(stage.Function, LogQ[l], dense.BiasMean);
            Moments[l] = moments;
            LogMeanSquare[l] = moments.LogMeanSquare;
            PairProduct[l] = Spread([.. PairCorrelation[l].Select(moments.Correlation.At)], dense.Outputs);
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

    public double Correlation(int layer) => PairCorrelation[layer].Average();

    /// <summary>The share of a layer's outputs on the flat ends of its activation; NaN where it has none.</summary>
    public double Saturated(int layer, FlowStage stage)
    {
        if (!stage.Function.Saturates)
        {
            return double.NaN;
        }

        double deviation = Math.Exp(LogQ[layer] / 2);
        double mean = stage.Dense.BiasMean;
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

        double deviation = Math.Exp(LogQ[layer] / 2);
        double from = (stage.Function.Dead.From - stage.Dense.BiasMean) / deviation;
        double to = (stage.Function.Dead.To - stage.Dense.BiasMean) / deviation;

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
