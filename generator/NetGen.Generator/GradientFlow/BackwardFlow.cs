namespace NetGen.Generator.GradientFlow;

/// <summary>Gradients on their way back: E||dL/dz||² of each layer, and what two samples' gradients have in common.</summary>
internal sealed class BackwardFlow
{
    public BackwardFlow(FlowChain chain, ForwardFlow forward, OutputGradient output, int batch)
    {
        int last = chain.Stages.Count;
        LogDelta = new double[last + 1];
        PairCosine = new double[last + 1][];
        LogInnerDelta = new double[last + 1];
        LogInnerDelta[last] = output.LogSquare;
        PairCosine[last] = output.Cosine;
        Normalise(last);
        for (int l = last - 1; l >= 1; l--)
        {
            DenseFlow next = chain.Stages[l].Dense;
            ActivationMoments moments = forward.Moments[l];
            LogInnerDelta[l] = Math.Log(next.Inputs * next.Weight.Variance) + forward.LogAfter[l] + moments.LogSlopeSquare + LogDelta[l + 1];
            PairCosine[l] = [.. PairCosine[l + 1].Select((r, i) => r * forward.CrossAfter[l] * moments.SlopeCorrelation.At(forward.InnerCorrelation[l][i]))];
            Normalise(l);
        }

        void Normalise(int l)
        {
            LogDelta[l] = LogInnerDelta[l];
            if (chain.Stages[l - 1].Norm is { } norm)
            {
                LogDelta[l] += Math.Log(norm.Left(batch)) - forward.LogNorm[l];
                if (norm.OverBatch)
                {
                    // The gradients of a unit sum to 0 over the batch.
                    PairCosine[l] = [.. PairCosine[l].Select(_ => -1.0 / Math.Max(batch - 1, 1))];
                }
            }
        }
    }

    /// <summary>ln E||delta||² of one sample, by layer from 1.</summary>
    public double[] LogDelta { get; }

    /// <summary>The same with respect to what the activation gets, behind the norm where there is one.</summary>
    public double[] LogInnerDelta { get; }

    /// <summary>E[delta·delta'] of two samples in units of E||delta||², for both correlations that are followed.</summary>
    public double[][] PairCosine { get; }

    /// <summary>ln of the expected squared norm of a batch's weight gradient, and the share of it that pairs of samples make.</summary>
    public (double LogSquare, double CrossShare) Weights(FlowChain chain, ForwardFlow forward, int layer, int batch)
    {
        double pairs = PairCosine[layer].Select((r, i) => r * forward.PairProduct[layer - 1][i]).Average();
        return Batch(Math.Log(chain.Stages[layer - 1].Dense.Inputs) + LogDelta[layer] + forward.LogMeanSquare[layer - 1], pairs, batch);
    }

    /// <summary>The same of the biases.</summary>
    public (double LogSquare, double CrossShare) Biases(int layer, int batch) => Batch(LogDelta[layer], PairCosine[layer].Average(), batch);

    private static (double LogSquare, double CrossShare) Batch(double logOwn, double pairs, int batch)
    {
        // Negative behind a batch norm only, where what samples have in common cancels.
        double cross = Math.Max(-0.999, (batch - 1) * Math.Max(-1.0 / Math.Max(batch - 1, 1), pairs));
        return (logOwn - Math.Log(batch) + SpecialFunctions.LogOnePlus(cross), Math.Max(0, cross / (1 + cross)));
    }
}
