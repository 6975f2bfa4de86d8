using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>Each channel to mean 0 and variance 1 over the batch and all positions; in prediction by running statistics.</summary>
internal sealed class BatchNormDefinition : NormDefinition
{
    /// <summary>The rows of statistics of the runtime's ChannelStatistics.</summary>
    internal const int StatisticsRows = 5;

    public override string Kind => "BatchNorm";

    /// <summary>A stream predicts, by running statistics, each step by itself.</summary>
    public override string? StreamObstacle(LayerModel layer) => null;

    public override bool CouplesRows(LayerModel layer) => true;

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        float momentum = attribute.Named("Momentum", 0.1f);
        attribute.Require(momentum is >= 0 and <= 1, "Momentum", momentum, "between 0 and 1");
        bool fold = attribute.Named("Fold", false);
        if (fold && (context.Before is not { } before || !DefinitionTable.Layer(before.Kind)!.CanFold(before)))
        {
            attribute.Report(
                Descriptors.Contradiction, "Fold", "Fold = true", context.Before is { } other ? other.Kind : "the input",
                "a prediction folds the normalisation into the weights of the layer before it, which must be one such as Dense or Conv2D");
            fold = false;
        }

        return Read(attribute, context, 1e-5f, gain: true, bias: true) with { Momentum = momentum, Fold = fold };
    }

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var norm = (NormModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        (Argument gain, Argument bias) = NewParameters(norm, plan);
        StatePlan mean = plan.NewState(layer, "mean", y.Columns, 0);
        StatePlan variance = plan.NewState(layer, "variance", y.Columns, 1);
        int statistics = plan.NewDerived(StatisticsRows * y.Stride);
        plan.NeedTraining();
        plan.ForwardBatch(
            $"{layer.Name}: y = (x - mean) / sqrt(variance + {Epsilon(norm)}){Affine(norm)}, channel by channel over rows and positions   [rows, {layer.Output.Listed}]",
            "BatchNormKernels.Forward",
            Argument.Ref(x), Argument.Ref(y), gain, bias, Argument.State(mean), Argument.State(variance), Argument.Derived(statistics),
            Literal(norm.Momentum), Literal(norm.Epsilon), Argument.Text("training"),
            PlanBuilder.Rows(y), Argument.Number(y.Columns), Argument.Number(y.Stride));
        if (norm.Fold)
        {
            PlanFolding(norm, gain, bias, mean, variance, plan);
        }
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        var norm = (NormModel)layer;
        bool propagate = plan.NeedsInputGradient(layer);
        BufferPlan delta = propagate ? plan.TurnGradient(layer) : plan.Gradient(layer);
        Argument statistics = plan.ForwardSteps.First(s => s.Layer == plan.IndexOf(layer) && s.Method == "BatchNormKernels.Forward").Arguments[6];
        plan.BackwardBatch(
            $"{layer.Name}: {(norm.Gain ? "dL/dgain = sum of dL/dy * n;  " : "")}{(norm.Bias ? "dL/dbias = sum of dL/dy;  " : "")}"
            + (propagate ? "dL/dx = (g - mean(g) - n * mean(g * n)) / sqrt(variance + eps), g = dL/dy * gain, n = (x - mean) / sqrt(variance + eps)" : "n = (x - mean) / sqrt(variance + eps)"),
            "BatchNormKernels.Backward",
            Argument.Ref(plan.PaddedInput(layer)), Argument.Ref(delta), Gain(norm, plan), Gradient(norm, ParameterRole.Gain, plan),
            Gradient(norm, ParameterRole.Bias, plan), statistics, Argument.Text("training"), Argument.Text(propagate ? "true" : "false"),
            PlanBuilder.Rows(delta), Argument.Number(delta.Columns), Argument.Number(delta.Stride));
        Measure(norm, plan);
    }

    /// <summary>
    /// A prediction runs the layer before with other weights and biases, straight into this layer's output, and not this one.
    /// Where somebody else reads that layer's output, it is needed as it is, and nothing is folded.
    /// </summary>
    private static void PlanFolding(NormModel norm, Argument gain, Argument bias, StatePlan mean, StatePlan variance, PlanBuilder plan)
    {
        int source = norm.Sources[0];
        if (plan.Readers(source) != 1)
        {
            return;
        }

        LayerModel before = plan.Layer(source);
        ParameterPlan weight = plan.Parameter(before, ParameterRole.Weight)!;
        Argument inEffect = EffectiveWeight.Of(weight, plan);
        Argument ownBias = plan.Parameter(before, ParameterRole.Bias) is { } own ? Argument.Parameter(own) : Argument.Null;
        Argument folded = Argument.Derived(plan.NewDerived(weight.Length));
        Argument foldedBias = Argument.Derived(plan.NewDerived(weight.Stride));
        plan.DeriveForPredictions(
            $"{norm.Name}, folded into {before.Name}: W' = W * s, b' = (b - mean) * s + bias with s = gain / sqrt(variance + {Epsilon(norm)})   [{Text.Of(weight.Rows)}, {Text.Of(weight.Columns)}]",
            "BatchNormKernels.Fold",
            inEffect, ownBias, gain, bias, Argument.State(mean), Argument.State(variance), folded, foldedBias, Literal(norm.Epsilon),
            Argument.Number(weight.Rows), Argument.Number(weight.Columns), Argument.Number(weight.Stride));
        plan.Fold(norm, before, arguments => arguments.Select((argument, i) =>
            argument == inEffect ? folded
            : i > 0 && arguments[i - 1] == inEffect ? foldedBias
            : argument == Argument.Ref(plan.Output(before)) ? Argument.Ref(plan.Output(norm))
            : argument));
    }

    private static string Epsilon(NormModel norm) => FloatLiteral.Of(norm.Epsilon).TrimEnd('f');
}
