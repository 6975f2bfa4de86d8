using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>A normalisation over the last axis, position by position.</summary>
internal abstract class RowNormDefinition : NormDefinition
{
    /// <summary>Whether the mean is taken away.</summary>
    protected abstract bool IsCentred { get; }

    /// <summary>The normalised x, for people.</summary>
    protected abstract string Formula { get; }

    public override string? StreamObstacle(LayerModel layer) => null;

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var norm = (NormModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        (Argument gain, Argument bias) = NewParameters(norm, plan);
        BufferPlan statistics = plan.NewBuffer(StatisticsName(norm), Shape.Of(y.Positions, 3));
        plan.Forward(
            $"{layer.Name}: y = {Formula}{Affine(norm)}, eps = {FloatLiteral.Of(norm.Epsilon).TrimEnd('f')}, position by position   [rows, {layer.Output.Listed}]",
            "LayerNormKernels.Forward",
            Argument.Ref(x), Argument.Ref(y), gain, bias, Argument.Ref(statistics), Literal(norm.Epsilon), Argument.Text(IsCentred ? "true" : "false"),
            PlanBuilder.Rows(y), Argument.Number(y.Columns), Argument.Number(y.Stride));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        var norm = (NormModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan dy = plan.Gradient(layer);
        Argument statistics = Argument.Ref(plan.Buffer(StatisticsName(norm)));
        if (norm.HasParameters)
        {
            plan.BackwardParameters(
                $"{layer.Name}: {(norm.Gain ? $"dL/dgain = sum of dL/dy * n, n = {Formula}" : "")}{(norm.Gain && norm.Bias ? ";  " : "")}{(norm.Bias ? "dL/dbias = sum of dL/dy" : "")}",
                "LayerNormKernels.BackwardParameters",
                Argument.Ref(x), Argument.Ref(dy), Gradient(norm, ParameterRole.Gain, plan), Gradient(norm, ParameterRole.Bias, plan), statistics,
                PlanBuilder.Rows(dy), Argument.Number(dy.Columns), Argument.Number(dy.Stride));
            Measure(norm, plan);
        }

        if (plan.NeedsInputGradient(layer))
        {
            BufferPlan delta = plan.TurnGradient(layer);
            plan.Backward(
                $"{layer.Name}: dL/dx = (g{(IsCentred ? " - mean(g)" : "")} - n * mean(g * n)) * n' with g = dL/dy{(norm.Gain ? " * gain" : "")}, n = {Formula}, n' its factor of x",
                "LayerNormKernels.Backward",
                Argument.Ref(x), Argument.Ref(delta), Gain(norm, plan), statistics, Argument.Text(IsCentred ? "true" : "false"),
                PlanBuilder.Rows(delta), Argument.Number(delta.Columns), Argument.Number(delta.Stride));
        }
    }
}
