namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Self-attention: y = (softmax(q kᵀ / sqrt(d)) v) Wo. With S_k = E sum p^k over the steps attended to and lambda the variance of the
/// logits, the squared gradient through it has the factor S2 + 2 lambda (S2 + E[(sum p²)²] - 2 S3). Heuristic: logits are taken as
/// independent and normally distributed.
/// </summary>
internal sealed record AttentionFlow : WeightedFlow
{
    // Of a causal layer, lengths between the first and the last step that are looked at.
    private const int Lengths = 12;

    public required int Steps { get; init; }

    public required bool Causal { get; init; }

    public required int HeadWidth { get; init; }

    /// <summary>The rate at which weights of the sum are dropped.</summary>
    public required double Dropout { get; init; }

    /// <summary>The weights behind the heads.</summary>
    public required WeightDistribution Output { get; init; }

    /// <summary>ln of the scale that the weights behind the heads have in effect more than drawn.</summary>
    public double OutputLogScale { get; init; }

    public override bool IsHeuristic => true;

    public override string? Problem => Weight.Problem ?? Output.Problem;

    public override double WeightCount => 4.0 * Inputs * Inputs;

    public override double LogWeightNorm => Math.Log((3 * Weight.Variance * Inputs * Inputs) + (Output.Variance * Inputs * Inputs)) / 2;

    /// <summary>The variance of the queries', keys' and values' weights in effect, and of those behind the heads.</summary>
    private double Projecting => Weight.Variance * Math.Exp(2 * LogScale);

    private double Joining => Output.Variance * Math.Exp(2 * OutputLogScale);

    // Each of the two matrices has a scale of its own.
    public override double LogGradientFactor => base.LogGradientFactor - LogScale;

    /// <summary>The factor on squared gradients from the heads' output to the input of unit projections.</summary>
    public static double Factor(SoftmaxPowers p, double logitVariance) =>
        p.Second + (2 * logitVariance * (p.Second + p.SecondSquared - (2 * p.Third)));

    public override Signal? Forward(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        Heads heads = HeadsOf(node, context);
        double logQ = FlowContext.Quantize(Math.Log(Inputs * Joining) + heads.LogSquare);
        return LinearFlow.Of(node, logQ, 0, heads.Product, context) with { Weights = (node.Index, node.Index), Reach = x.Reach };
    }

    public override Gradient Backward(FlowNode node, int input, FlowContext context)
    {
        Heads heads = HeadsOf(node, context);
        Gradient behind = node.Gradient.Times(Math.Log(Inputs * Joining));
        (Gradient values, double logits) = Through(behind, heads);
        Gradient ofValues = values.Times(Math.Log(Inputs * Projecting));
        var ofLogits = new Gradient(behind.LogSquare + Math.Log(Math.Max(Inputs * Projecting * logits, 1e-300)), default);
        return ofValues.Plus(ofLogits);
    }

    public override (double LogSquare, double CrossShare) Weights(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        Heads heads = HeadsOf(node, context);
        (double output, double outputCross) = node.Gradient.OfBatch(Math.Log(Inputs) + heads.LogSquare, heads.Product, context.Batch);
        Gradient behind = node.Gradient.Times(Math.Log(Inputs * Joining));
        (Gradient values, double logits) = Through(behind, heads);
        (double value, double valueCross) = values.OfBatch(Math.Log(Inputs) + x.LogSquare, x.Product, context.Batch);
        (double logit, _) = new Gradient(behind.LogSquare + Math.Log(Math.Max(logits, 1e-300)), default).OfBatch(Math.Log(Inputs) + x.LogSquare, x.Product, context.Batch);
        (output, value, logit) = (output + (2 * OutputLogScale), value + (2 * LogScale), logit + (2 * LogScale));
        double sum = SpecialFunctions.LogAdd(SpecialFunctions.LogAdd(output, value), logit);
        return (sum, (Math.Exp(output - sum) * outputCross) + (Math.Exp(value - sum) * valueCross));
    }

    /// <summary>The gradient of the values, and the squared one of queries and keys in units of the heads'.</summary>
    private (Gradient Values, double Logits) Through(Gradient behind, Heads heads)
    {
        double t = Steps;
        double kept = heads.Second + (behind.Pairs.Places.Average / t);
        Pair samples = behind.Pairs.Samples.With(behind.Pairs.Both, (s, b) => (s + b) / t / kept);
        Pair places = behind.Pairs.Places.Map(r => ((1 + r) / kept) - 1);
        Pair both = behind.Pairs.Samples.With(behind.Pairs.Both, (s, b) => (s + b) / kept).With(samples, static (all, s) => all - s);
        var values = new Gradient(behind.LogSquare + Math.Log(Math.Max(kept, 1e-300)), new Pairs(samples, places, both));
        return (values, heads.Logits);
    }

    private Heads HeadsOf(FlowNode node, FlowContext context)
    {
        Signal x = Input(node).Settled();
        return context.Once((node, "heads"), () => new Heads(this, x, context));
    }

    /// <summary>What the heads give.</summary>
    private sealed class Heads
    {
        public Heads(AttentionFlow flow, Signal x, FlowContext context)
        {
            double own = Math.Max(0, 1 - x.Product.Places.Average);
            double projected = flow.Inputs * flow.Projecting * Math.Exp(x.LogSquare);

            // What all keys have in common does not change a softmax.
            double variance = projected * projected * own;
            int[] lengths = flow.Causal
                ? [.. Enumerable.Range(0, Lengths).Select(i => 1 + (int)Math.Round((flow.Steps - 1) * (i + 0.5) / Lengths)).Select(n => Math.Min(n, flow.Steps))]
                : [flow.Steps];
            // Factors of mean 1 and mean square 1/(1 - rate) act on squares of weights, not on what the values have in common.
            double drawn = 1 / (1 - flow.Dropout);
            double rounded = Math.Exp(Math.Round(Math.Log(Math.Max(variance, 1e-12)) * 100) / 100);
            double square = 0;
            foreach (int length in lengths)
            {
                SoftmaxPowers p = context.Once((rounded, length), () => SoftmaxPowers.Of(rounded, length));
                Second += drawn * p.Second / lengths.Length;
                square += ((drawn * p.Second) + ((1 - p.Second) * (1 - own))) / lengths.Length;

                // 2 lambda M_v (S2 + (sum p²)² - 2 S3) / M_x, of what differs between steps.
                Logits += drawn * 2 * rounded * own * (p.Second + p.SecondSquared - (2 * p.Third)) / lengths.Length;
            }

            LogSquare = Math.Log(projected * Math.Max(square, 1e-300));
            double few = 1.0 / flow.Steps;
            double places = 1 - own;
            Product = new Pairs(
                x.Product.Samples.With(x.Product.Both, (s, b) => ((few * s) + ((1 - few) * b)) / square),
                x.Product.Places.Map(_ => (places + (few * own)) / square),
                x.Product.Both.Map(b => b / square)).Map(static p => Math.Max(-1, Math.Min(1, p)));
        }

        /// <summary>E sum p².</summary>
        public double Second { get; }

        public double Logits { get; }

        /// <summary>ln of the mean square.</summary>
        public double LogSquare { get; }

        public Pairs Product { get; }
    }
}
