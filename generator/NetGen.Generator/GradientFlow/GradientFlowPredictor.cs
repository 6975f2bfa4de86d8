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
        FlowChain chain = FlowChain.Of(model);
        string? problem = chain.Problem ?? (assumptions is { InputMean: 0, InputDeviation: 0 } ? "the declared input is always 0" : null);
        if (problem is not null)
        {
            return GradientFlowPrediction.Unknown(problem, assumptions);
        }

        var forward = new ForwardFlow(chain, assumptions);
        int last = chain.Stages.Count;
        FlowStage end = chain.Stages[last - 1];
        LossFlow? loss = model.Loss is { } declared ? DefinitionTable.Loss(declared.Kind)?.Flow(declared, end) : null;
        string? lossProblem = model.Loss is null ? "no loss is declared"
            : loss is null ? $"no formula for {model.Loss.Kind}{(end.Kind is null ? "" : " behind " + end.Kind)}"
            : null;

        // Ratios of layers do not depend on the output's gradient.
        OutputGradient output = loss?.At(forward.InnerLogQ[last], end.Offset, forward.InnerCorrelation[last])
            ?? new OutputGradient(0, [0, 0], end.Dense.Outputs);
        var backward = new BackwardFlow(chain, forward, output, assumptions.BatchSize);
        var finite = new FiniteWidth(chain, forward, backward);
        double logScale = loss is { SumsOverBatch: true } ? Math.Log(assumptions.BatchSize) : 0;
        bool amplifies = FlowJudgement.Amplifies(chain);
        LayerFlow[] layers = [.. Enumerable.Range(1, last).Select(l => Layer(l))];

        double ratio = last < 3 ? 0 : (PerUnit(1) - PerUnit(last - 1)) / (2 * Math.Log(10));
        var prediction = new GradientFlowPrediction
        {
            Layers = new EquatableArray<LayerFlow>(layers),
            Problem = null,
            LossProblem = lossProblem,
            Ratio = ratio,
            RatioDeviation = layers[0].Deviation / (2 * Math.Log(10)),
            Correlation = forward.Correlation(Math.Max(1, last - 1)),
            Beta = layers.Max(static l => l.Beta),
            Assumptions = assumptions,
            Findings = EquatableArray<FlowFinding>.Empty,
        };
        return prediction with { Findings = new EquatableArray<FlowFinding>([.. FlowJudgement.Of(prediction, chain, forward)]) };

        double PerUnit(int l) => backward.LogInnerDelta[l] - Math.Log(chain.Stages[l - 1].Dense.Outputs);

        LayerFlow Layer(int l)
        {
            FlowStage stage = chain.Stages[l - 1];
            DenseFlow dense = stage.Dense;
            int batch = assumptions.BatchSize;
            (double beta, double shared) = finite.Spread(l, weights: true);
            (double logSquare, double cross) = backward.Weights(chain, forward, l, batch);
            (double bias, double deviation) = FiniteWidth.Batch(beta, shared, cross, output.Degrees, batch);
            double logGradient = (logSquare + bias) / 2 + logScale;
            return new LayerFlow
            {
                Layer = stage.Layer,
                Name = stage.Name,
                Inputs = dense.Inputs,
                Outputs = dense.Outputs,
                Activation = stage.Kind ?? "",
                ActivationLayer = stage.Activations.Count > 0 ? stage.Activations[stage.Activations.Count - 1].Layer : -1,
                LogVariance = forward.LogQ[l],
                Mean = dense.BiasMean,
                LogMeanSquare = stage.HasFunction ? forward.LogMeanSquare[l] : double.NaN,
                SaturatedFraction = forward.Saturated(l, stage),
                DeadFraction = forward.Dead(l, stage, batch),
                Correlation = forward.Correlation(l),
                LogDelta = lossProblem is null ? backward.LogDelta[l] : double.NaN,
                LogWeightGradient = lossProblem is null ? WithPenalty(dense, logGradient) : double.NaN,
                LogBiasGradient = lossProblem is null && dense.HasBias && stage.Norm is not { OverBatch: true } ? Bias(l, batch) : double.NaN,
                LogWeightNorm = Math.Log(dense.Weight.Variance * dense.Inputs * dense.Outputs) / 2,
                Beta = beta,
                Deviation = deviation,
                GradientHolds = beta <= FlowJudgement.LargestBeta && !amplifies,
            };
        }

        double Bias(int l, int batch)
        {
            (double beta, double shared) = finite.Spread(l, weights: false);
            (double logSquare, double cross) = backward.Biases(l, batch);
            if (l == last)
            {
                // The mean of a batch of vectors with few components: its square is spread like theirs.
                cross = Math.Max(cross, 1 - (1.0 / batch));
            }

            return (logSquare + FiniteWidth.Batch(beta, shared, cross, output.Degrees, batch).Bias) / 2 + logScale;
        }
    }

    /// <summary>True when a root mean square leaves the range of float.</summary>
    public static bool Overflows(double logSquare) => logSquare / 2 > LargestLog;

    /// <summary>
    /// What the layer's own parameters add to the gradient of W, or take from it: weight normalisation removes its component
    /// along each unit's weights; penalties add 2·L2·w + L1·sign(w).
    /// </summary>
    private static double WithPenalty(DenseFlow dense, double logGradient)
    {
        double v = dense.Weight.Variance;
        if (dense.WeightNorm && dense.Inputs > 1)
        {
            logGradient += Math.Log(1 - (1.0 / dense.Inputs)) / 2;
        }

        double element = (4 * dense.L2 * dense.L2 * v) + (4 * dense.L1 * dense.L2 * Math.Sqrt(2 * v / Math.PI)) + (dense.L1 * dense.L1);
        return element == 0 ? logGradient : SpecialFunctions.LogAdd(2 * logGradient, Math.Log(element * dense.Inputs * dense.Outputs)) / 2;
    }
}
