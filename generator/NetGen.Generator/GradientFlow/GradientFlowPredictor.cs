using System.Collections.Concurrent;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Predicts signals and gradients of a network at the start of training, from its declaration alone: mean-field theory in the
/// limit of wide layers, with the log-normal spread of finite ones. docs/gradient-flow.md has the formulas and how well they
/// hold.
/// </summary>
internal static class GradientFlowPredictor
{
    /// <summary>Squares of numbers beyond this do not fit a float.</summary>
    private const double LargestLog = 88.7;

    /// <summary>What a prediction says that is wrong by a mistake in NetGen.</summary>
    public const string Failed = "the prediction failed, which is a mistake in NetGen";

    // More than the networks of most projects; a few kilobytes each.
    private const int MostKnown = 512;

    private static readonly ConcurrentDictionary<NetworkModel, GradientFlowPrediction> s_known = new();

    /// <summary>Predicts a network, once for equal models: the generator, analyzers and code fixes ask for the same ones.</summary>
    public static GradientFlowPrediction Predict(NetworkModel model)
    {
        if (s_known.TryGetValue(model, out GradientFlowPrediction? known))
        {
            return known;
        }

        GradientFlowPrediction prediction;
        try
        {
            prediction = Calculate(model);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // A mistake in a formula must not take the generated code with it, nor go unseen.
            prediction = GradientFlowPrediction.Unknown($"{Failed} ({exception.GetType().Name}: {exception.Message})", model.Assumptions);
        }

        if (s_known.Count >= MostKnown)
        {
            s_known.Clear();
        }

        return s_known.GetOrAdd(model, prediction);
    }

    private static GradientFlowPrediction Calculate(NetworkModel model)
    {
        TrainingAssumptions assumptions = model.Assumptions;
        FlowGraph graph = FlowGraph.Of(model);
        var context = new FlowContext(assumptions.BatchSize);
        string? problem = graph.Problem ?? (assumptions is { InputMean: 0, InputDeviation: 0 } ? "the declared input is always 0" : null);
        if (problem is null && !ForwardFlow.Run(graph, context))
        {
            problem = context.Problem ?? "no factor";
        }

        problem ??= graph.Weighted.Count == 0 ? "no layer with weights" : null;

        if (problem is not null)
        {
            return GradientFlowPrediction.Unknown(problem, assumptions);
        }

        FlowNode start = graph.Start;
        (LossFlow? loss, string? lossProblem) = LossOf(model, graph);

        // Ratios of layers do not depend on the output's gradient.
        OutputGradient output = loss is not null && start.Signal.Base is { } z
            ? loss.At(z.LogQ, z.Offset, [.. new[] { z.Correlation.Samples, z.Correlation.Places, z.Correlation.Both }.SelectMany(static p => new[] { p.High, p.Low })])
            : new OutputGradient(0, new double[6], start.Channels);
        BackwardFlow.Run(graph, start, AtPositions(output, start.Positions), context);
        var finite = new FiniteWidth(graph, start, context);
        double logScale = loss is { SumsOverBatch: true } ? Math.Log((double)assumptions.BatchSize * start.Positions) : 0;
        bool amplifies = FlowJudgement.Amplifies(graph);
        int last = graph.Weighted.Count - 1;
        LayerFlow[] layers = [.. graph.Weighted.Select(Layer)];

        double ratio = last < 2 ? 0 : (graph.Weighted[0].LogUnitGradient - graph.Weighted[last - 1].LogUnitGradient) / (2 * Math.Log(10));
        var prediction = new GradientFlowPrediction
        {
            Layers = new EquatableArray<LayerFlow>(layers),
            Problem = null,
            LossProblem = lossProblem,
            Ratio = ratio,
            RatioDeviation = layers[0].Deviation / (2 * Math.Log(10)),
            Correlation = graph.Weighted[Math.Max(0, last - 1)].Correlation,
            Beta = layers.Max(static l => l.Beta),
            Heuristic = new EquatableArray<string>([.. graph.Nodes.Where(static n => n.Step.IsHeuristic).Select(static n => n.Kind).Distinct(StringComparer.Ordinal)]),
            Assumptions = assumptions,
            Findings = EquatableArray<FlowFinding>.Empty,
        };
        return prediction with { Findings = new EquatableArray<FlowFinding>([.. FlowJudgement.Of(prediction, graph)]) };

        LayerFlow Layer(FlowStage stage)
        {
            WeightedFlow weights = stage.Weights;
            FlowNode node = stage.Node;
            int batch = assumptions.BatchSize;
            (double beta, double shared) = finite.Spread(node, weights: true);
            (double logSquare, double cross) = weights.Weights(node, context);
            (double bias, double deviation) = FiniteWidth.Batch(beta, shared, cross, output.Degrees, batch);
            double logGradient = (logSquare + bias) / 2 + logScale + weights.LogGradientFactor;
            bool isKnown = stage.Last != start || graph.UnknownEnd is null;
            (int shownLayer, string shownKind) = stage.Shown;
            return new LayerFlow
            {
                Layer = node.Index,
                Name = node.Name,
                Inputs = weights.Inputs,
                Outputs = weights.Outputs,
                Activation = isKnown ? shownKind : graph.UnknownEnd!,
                ActivationLayer = shownLayer,
                LogVariance = node.Signal.Base?.LogQ ?? node.Signal.LogSquare,
                Mean = node.Signal.Base?.Offset ?? 0,
                LogMeanSquare = isKnown ? stage.Last.Signal.LogSquare : double.NaN,
                SaturatedFraction = stage.Saturated,
                DeadFraction = stage.Dead(batch),
                Correlation = stage.Correlation,
                LogDelta = lossProblem is null ? node.Gradient.LogSquare : double.NaN,
                LogWeightGradient = lossProblem is null ? weights.WithPenalty(logGradient) : double.NaN,
                LogBiasGradient = lossProblem is null && weights.HasBias && stage.Norm is not { OverBatch: true } ? Bias(stage, batch) : double.NaN,
                LogWeightNorm = weights.LogWeightNorm,
                Beta = beta,
                Deviation = deviation,
                DecadesOverTime = weights is RecurrentFlow recurrent ? recurrent.DecadesOverTime(node, context) : double.NaN,
                GradientHolds = beta <= FlowJudgement.LargestBeta && !amplifies,
            };
        }

        double Bias(FlowStage stage, int batch)
        {
            (double beta, double shared) = finite.Spread(stage.Node, weights: false);
            (double logSquare, double cross) = stage.Weights.Biases(stage.Node, context);
            if (stage.Inner == start && start.Positions == 1)
            {
                // The mean of a batch of vectors with few components: its square is spread like theirs.
                cross = Math.Max(cross, 1 - (1.0 / batch));
            }

            return (logSquare + FiniteWidth.Batch(beta, shared, cross, output.Degrees, batch).Bias) / 2 + logScale;
        }
    }

    /// <summary>The gradient of a loss that is the mean over positions, from that of one.</summary>
    private static Gradient AtPositions(OutputGradient output, int positions)
    {
        double[] cosine = output.Cosine;
        double others = positions - 1;
        return new Gradient(
            output.LogSquare - Math.Log(positions),
            new Pairs(new Pair(cosine[0], cosine[1]), new Pair(others * cosine[2], others * cosine[3]), new Pair(others * cosine[4], others * cosine[5])));
    }

    /// <summary>The gradient of the loss, or why there is no formula for it.</summary>
    private static (LossFlow? Loss, string? Problem) LossOf(NetworkModel model, FlowGraph graph)
    {
        if (model.Loss is not { } declared)
        {
            return (null, "no loss is declared");
        }

        FlowNode start = graph.Start;
        FlowEnd end = graph.EndOfLoss;
        if (start.Signal is not { Base: not null, IsNoisy: false } || start.Signal.Function != ScalarFunction.Identity)
        {
            return (null, $"no formula for {declared.Kind} behind {start}, whose values are not normally distributed");
        }

        return DefinitionTable.Loss(declared.Kind)?.Flow(declared, end) is { } loss
            ? (loss, null)
            : (null, $"no formula for {declared.Kind}{(end.Kind is null ? "" : " behind " + end.Kind)}");
    }

    /// <summary>True when a root mean square leaves the range of float.</summary>
    public static bool Overflows(double logSquare) => logSquare / 2 > LargestLog;
}
