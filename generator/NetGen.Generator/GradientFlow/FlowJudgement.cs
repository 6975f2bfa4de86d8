namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Judges a prediction. The thresholds are calibrated on which networks fail to train; the ratio of the norms of two weight
/// gradients is not used, for it stays near 1 in ReLU networks that do not train at all.
/// </summary>
internal static class FlowJudgement
{
    public const double RatioWarning = 1;
    public const double RatioSevere = 2;
    public const double UpdateWarning = 0.1;
    public const double ShareWarning = 0.25;
    public const double ShareSevere = 0.5;
    public const double CorrelationWarning = 0.97;
    public const double CorrelationSevere = 0.995;
    public const double LargestBeta = 6;

    // Powers of ten that a number holds.
    private const double LargestPower = 300;

    // Half the distance of 1 to the float below.
    private const double FloatPrecision = 3e-8;

    // Activations that amplify noise do so with the gain of He's initialisation, from this depth on.
    private const int AmplifyingDepth = 10;
    private const double AmplifyingGain = 1.5;

    // With a spread too large for numbers, what is certain in spite of it may still be said.
    private const double CertainEnough = 0.9;

    public static List<FlowFinding> Of(GradientFlowPrediction prediction, FlowGraph graph)
    {
        var findings = new List<FlowFinding>();
        bool amplifies = Amplifies(graph);
        bool spreads = prediction.Beta > LargestBeta;
        if (amplifies)
        {
            findings.Add(Unpredictable(prediction.Beta,
                $"Unpredictable: {Text(graph.Weighted.Count)} layers of non-monotone activations with the gain of He's initialisation amplify small differences exponentially; no formula holds there."));
        }
        else if (spreads)
        {
            findings.Add(Unpredictable(prediction.Beta,
                $"Unpredictable: the logarithm of the squared gradient varies by {Text(prediction.Beta)} between initialisations (formulas hold up to {Text(LargestBeta)}); the layers are too narrow for this depth, or few of their units are active."));
        }

        if (!amplifies)
        {
            AddRatio(findings, prediction, spreads ? CertainEnough : 0);
            AddCollapsed(findings, prediction, graph);
        }

        AddScale(findings, prediction, judgeUpdates: !amplifies && !spreads);
        AddShares(findings, prediction, graph);
        return [.. findings.OrderByDescending(static f => f.IsSevere).ThenBy(static f => f.Problem)];
    }

    /// <summary>Whether the network is of a kind in which small differences grow exponentially with depth.</summary>
    public static bool Amplifies(FlowGraph graph) =>
        graph.Weighted.Count >= AmplifyingDepth
        && graph.Weighted.Take(graph.Weighted.Count - 1)
            .Count(static s => s.Node.IsTrunk && s.Function.AmplifiesNoise && s.Norm is null && s.Weights.Inputs * s.Weights.Weight.Variance >= AmplifyingGain) >= AmplifyingDepth - 1;

    private static FlowFinding Unpredictable(double value, string message) =>
        new(FlowProblem.Unpredictable, false, value, LargestBeta, 1, -1, message);

    private static void AddRatio(List<FlowFinding> findings, GradientFlowPrediction prediction, double confidenceNeeded)
    {
        double size = Math.Abs(prediction.Ratio);
        if (size < RatioWarning)
        {
            return;
        }

        bool severe = size >= RatioSevere;
        double threshold = severe ? RatioSevere : RatioWarning;
        double confidence = SpecialFunctions.NormalCdf((size - threshold) / prediction.RatioDeviation);
        if (confidence < confidenceNeeded)
        {
            return;
        }

        bool vanishing = prediction.Ratio < 0;
        LayerFlow first = prediction.Layers[0];
        LayerFlow last = prediction.Layers[prediction.Layers.Count - 2];
        string factor = size < LargestPower ? Text(Math.Pow(10, size)) : "10^" + Text(Math.Round(size));
        findings.Add(new FlowFinding(
            vanishing ? FlowProblem.Vanishing : FlowProblem.Exploding, severe, prediction.Ratio, threshold, confidence, first.Layer,
            $"{(vanishing ? "Vanishing" : "Exploding")} gradient: a unit of {first.Name} gets {factor} times {(vanishing ? "less" : "more")} gradient than one of {last.Name} (R = {Text(prediction.Ratio)}, confidence {Text(100 * confidence)}%)."));
    }

    private static void AddCollapsed(List<FlowFinding> findings, GradientFlowPrediction prediction, FlowGraph graph)
    {
        if (graph.Weighted.Count < 2 || prediction.Correlation <= CorrelationWarning)
        {
            return;
        }

        bool severe = prediction.Correlation > CorrelationSevere;
        LayerFlow last = prediction.Layers[prediction.Layers.Count - 2];
        findings.Add(new FlowFinding(
            FlowProblem.Collapsed, severe, prediction.Correlation, severe ? CorrelationSevere : CorrelationWarning, 1, last.Layer,
            $"Collapsed: samples look alike in {last.Name}, where the correlation of two of them is {(1 - prediction.Correlation < FloatPrecision ? "1 to the last digit of a float" : $"only {Text(1 - prediction.Correlation)} below 1")}."));
    }

    private static void AddScale(List<FlowFinding> findings, GradientFlowPrediction prediction, bool judgeUpdates)
    {
        foreach (LayerFlow layer in prediction.Layers)
        {
            if (GradientFlowPredictor.Overflows(layer.LogVariance) || GradientFlowPredictor.Overflows(layer.LogMeanSquare) || GradientFlowPredictor.Overflows(2 * layer.LogWeightGradient))
            {
                findings.Add(new FlowFinding(
                    FlowProblem.Exploding, true, double.PositiveInfinity, float.MaxValue, 1, layer.Layer,
                    $"Exploding: the numbers of {layer.Name} overflow at the first step."));
                return;
            }
        }

        float rate = prediction.Assumptions.LearningRate;
        if (!judgeUpdates || prediction.LossProblem is not null || rate == 0)
        {
            return;
        }

        LayerFlow worst = prediction.Layers.OrderByDescending(static l => l.LogWeightGradient - l.LogWeightNorm).First();
        double update = rate * Math.Exp(worst.LogWeightGradient - worst.LogWeightNorm);
        if (update > UpdateWarning)
        {
            double confidence = SpecialFunctions.NormalCdf(2 * Math.Log(update / UpdateWarning) / worst.Deviation);
            findings.Add(new FlowFinding(
                FlowProblem.Exploding, false, update, UpdateWarning, confidence, worst.Layer,
                $"Exploding: with a learning rate of {Text(rate)} the first step changes the weights of {worst.Name} by {Text(100 * update)}% of their norm; more than {Text(100 * UpdateWarning)}% destroys what they hold."));
        }
    }

    private static void AddShares(List<FlowFinding> findings, GradientFlowPrediction prediction, FlowGraph graph)
    {
        LayerFlow? saturated = null;
        LayerFlow? dead = null;
        double excess = 1;
        for (int i = 0; i < prediction.Layers.Count; i++)
        {
            LayerFlow layer = prediction.Layers[i];
            if (layer.SaturatedFraction / SaturationWarning(i) > excess)
            {
                saturated = layer;
                excess = layer.SaturatedFraction / SaturationWarning(i);
            }

            if (layer.DeadFraction > (dead?.DeadFraction ?? ShareWarning))
            {
                dead = layer;
            }
        }

        if (saturated is not null)
        {
            double warning = saturated.SaturatedFraction / excess;
            bool severe = saturated.SaturatedFraction > warning + ShareWarning;
            findings.Add(new FlowFinding(
                FlowProblem.Saturated, severe, saturated.SaturatedFraction, severe ? warning + ShareWarning : warning, 1, saturated.Layer,
                $"Saturated: {Text(100 * saturated.SaturatedFraction)}% of the outputs of {saturated.Name} lie where {saturated.Activation} is flat."));
        }

        if (dead is not null)
        {
            bool severe = dead.DeadFraction > ShareSevere;
            findings.Add(new FlowFinding(
                FlowProblem.Dead, severe, dead.DeadFraction, severe ? ShareSevere : ShareWarning, 1, dead.Layer,
                $"Dead: {Text(100 * dead.DeadFraction)}% of the units of {dead.Name} give zero for every {Samples(prediction.Assumptions.BatchSize)}."));
        }

        // A function with hard limits is like ReLU: half of it may be flat, as long as the rest has its full slope.
        double SaturationWarning(int stage) => graph.Weighted[stage].Function.HasHardLimits ? ShareSevere : ShareWarning;
    }

    private static string Samples(int batch) =>
        batch >= FlowStage.FewestSamples ? $"sample of a batch of {Text(batch)}" : $"one of {Text(FlowStage.FewestSamples)} samples";

    private static string Text(double value) => FlowText.Number(value);
}
