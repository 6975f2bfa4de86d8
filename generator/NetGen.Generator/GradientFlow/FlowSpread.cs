namespace NetGen.Generator.GradientFlow;

/// <summary>What one layer adds to the spread of gradients over initialisations, to first order in 1/width.</summary>
internal sealed class FlowSpread
{
    // Of a sum of branches, which is close to normal.
    private const double NormalSpread = 2;

    private FlowSpread(FlowNode node)
    {
        Sources = [.. node.Sources.Select(static s => s.Index)];
        Shares = [.. node.Sources.Select((s, i) => s.Index < 0 ? 0 : node.Share(i))];
        Elasticities = [.. node.Sources.Select((_, i) => node.Step.Elasticity(node, i))];
        SlopeElasticity = node.Step.SlopeElasticity(node);
    }

    /// <summary>The layers it reads; -1 for the input.</summary>
    public int[] Sources { get; }

    /// <summary>The share of each source's squared gradient that comes through the layer.</summary>
    public double[] Shares { get; }

    /// <summary>d ln M / d ln M of each source.</summary>
    public double[] Elasticities { get; }

    public double SlopeElasticity { get; }

    /// <summary>The variance of ln of the factor on squared gradients, and the part that samples share.</summary>
    public double Step { get; private set; }

    public double SharedStep { get; private set; }

    /// <summary>The variance of ln of the mean square of finitely many values, and the part that samples share.</summary>
    public double Noise { get; private set; }

    public double SharedNoise { get; private set; }

    public static FlowSpread[] Of(FlowGraph graph, FlowNode start, FlowContext context)
    {
        var all = new FlowSpread[start.Index + 1];
        for (int i = 0; i < all.Length; i++)
        {
            all[i] = new FlowSpread(graph.Nodes[i]);
        }

        // The mean squared cosine of two samples' gradients: those of n random components have 1/n.
        var cosines = new double[all.Length];
        cosines[start.Index] = 1.0 / Math.Max(start.Channels - 1, 1);
        for (int i = start.Index; i >= 0; i--)
        {
            FlowNode node = graph.Nodes[i];
            double cosine = Math.Min(1, cosines[i]);
            for (int s = 0; s < node.Sources.Length; s++)
            {
                FlowNode? behind = Behind(node.Sources[s]);
                if (behind is null)
                {
                    continue;
                }

                double passed = cosine;
                if (node.Step is WeightedFlow weights)
                {
                    passed = all[i].Through(node, weights, behind, cosine, context);
                    all[behind.Index].Vary(behind, weights.Inputs, context);
                }
                else if (node.Sources.Length > 1)
                {
                    all[behind.Index].Vary(behind, behind.Channels, context);
                }

                if (node.Sources[s].Index >= 0)
                {
                    cosines[node.Sources[s].Index] += passed * all[i].Shares[s];
                }
            }

            if (node.Step is SumFlow)
            {
                // 2 a·b of two independent branches.
                double first = Math.Min(1, all[i].Elasticities[0]);
                double same = node.Signal.Product.Samples.Average;
                all[i].Noise = 4 * first * (1 - first) / node.Channels;
                all[i].SharedNoise = all[i].Noise * same * same;
            }
        }

        return all;
    }

    /// <summary>What gave a signal its distribution, past layers that only scale it; null for the input.</summary>
    private static FlowNode? Behind(FlowNode node)
    {
        while (node.Index >= 0 && node.Sources.Length == 1
            && node.Step is IdentityFlow or NoiseFlow or ReshapeFlow or SelectFlow or PadFlow or PositionFlow or NormFlow { } && !IsNormalNorm(node))
        {
            node = node.Sources[0];
        }

        return node.Index < 0 ? null : node;
    }

    private static bool IsNormalNorm(FlowNode node) => node.Step is NormFlow && node.Signal.Base is not null;

    private static (ActivationMoments Moments, Pair Correlation) Of(FlowNode node, FlowContext context)
    {
        Signal read = node.Step is PointwiseFlow ? node.Sources[0].Signal : node.Signal;
        if (node.Signal.Moments is { } moments && read.Base is { } z)
        {
            return (moments, z.Correlation.Samples);
        }

        return (context.Moments(ScalarFunction.Identity, read.Base?.LogQ ?? 0, 0), read.Base?.Correlation.Samples ?? read.Product.Samples.Map(static c => Math.Max(-1, Math.Min(1, c))));
    }

    private static double Average(Pair pair, Func<double, double> function) => (function(pair.High) + function(pair.Low)) / 2;

    /// <summary>The spread of the way back through random weights and the activation before them; returns what is left of the cosine.</summary>
    private double Through(FlowNode node, WeightedFlow weights, FlowNode behind, double cosine, FlowContext context)
    {
        (ActivationMoments moments, Pair correlation) = Of(behind, context);
        double pair = Average(correlation, moments.SlopeSquareCorrelation.At);
        double aligned = Math.Max(cosine, Average(node.Gradient.Pairs.Samples, static r => r * r));

        // An orthogonal matrix keeps lengths as far as it does not project.
        double kept = weights.Weight.Orthogonal ? Math.Min(1, (double)weights.Inputs / weights.Outputs) : 0;
        double width = weights.Width;
        Step = (moments.Spread - (NormalSpread * kept)) / width;
        double random = ((1 + (2 * aligned)) * pair) - 1;
        double orthogonal = (1 + (2 * aligned)) * (pair - 1);
        SharedStep = ((kept * orthogonal) + ((1 - kept) * random)) / width;
        double slope = Average(correlation, moments.SlopeCorrelation.At);
        return Math.Min(1, (cosine * slope * slope) + (weights.Weight.Orthogonal ? 0 : (1 - cosine) / width));
    }

    private void Vary(FlowNode node, int width, FlowContext context)
    {
        if (node.Step is SumFlow or ConcatFlow)
        {
            return;
        }

        (ActivationMoments moments, Pair correlation) = Of(node, context);
        Noise = (moments.Kurtosis - 1) / width;
        SharedNoise = (Average(correlation, moments.SquareCorrelation.At) - 1) / width;
    }
}
