using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>Each group of channels to mean 0 and variance 1 over the positions of its sample.</summary>
internal class GroupNormDefinition : NormDefinition
{
    public override string Kind => "GroupNorm";

    public override string Sample => "[GroupNorm(2)]";

    public override string SampleInput => "[Input(3, 4)]";

    /// <summary>A vector, such as the state of a recurrent layer at each step, has its statistics to itself.</summary>
    public override string? StreamObstacle(LayerModel layer) => layer.Input.Rank == 1 ? null : "takes its statistics over all steps; LayerNorm and RMSNorm take them of each step";

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        int groups = attribute.Positional<int>("groups");
        int channels = context.Input.Channels;
        if (groups < 1 || groups > channels)
        {
            attribute.Report(Descriptors.SizeOutOfRange, "groups", "GroupNorm.groups", Text.Of(groups), Text.Of(channels));
            groups = 1;
        }
        else if (channels % groups != 0)
        {
            attribute.Report(
                Descriptors.ShapeDoesNotFit, "groups", $"GroupNorm({Text.Of(groups)})",
                $"{Text.Of(groups)} groups do not divide the {Text.Of(channels)} channels of {context.Input}");
            groups = 1;
        }
        else if (channels / groups * context.Input.Positions == 1)
        {
            attribute.Report(
                Descriptors.ShapeDoesNotFit, "groups", $"GroupNorm({Text.Of(groups)})",
                $"each of {Text.Of(groups)} groups of {context.Input} has 1 value, which less its mean is always 0");
            groups = 1;
        }

        return Read(attribute, context, 1e-5f, gain: true, bias: true) with { Groups = groups };
    }

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        var norm = (NormModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        (Argument gain, Argument bias) = NewParameters(norm, plan);
        BufferPlan statistics = plan.NewBuffer(StatisticsName(norm), Shape.Of(BatchNormDefinition.StatisticsRows, y.Columns));
        plan.Forward(
            $"{layer.Name}: y = (x - mean) / sqrt(variance + {FloatLiteral.Of(norm.Epsilon).TrimEnd('f')}){Affine(norm)} over the positions and {Text.Of(GroupSize(norm))} of {Text.Of(y.Columns)} channels   [rows, {layer.Output.Listed}]",
            "GroupNormKernels.Forward",
            Argument.Ref(x), Argument.Ref(y), gain, bias, Argument.Ref(statistics), Literal(norm.Epsilon),
            Argument.Text("rows"), Argument.Number(y.Positions), Argument.Number(y.Columns), Argument.Number(y.Stride), Argument.Number(GroupSize(norm)));
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
                $"{layer.Name}: {(norm.Gain ? "dL/dgain = sum of dL/dy * n, n = (x - mean) / sqrt(variance + eps)" : "")}{(norm.Gain && norm.Bias ? ";  " : "")}{(norm.Bias ? "dL/dbias = sum of dL/dy" : "")}",
                "GroupNormKernels.BackwardParameters",
                Argument.Ref(x), Argument.Ref(dy), Gradient(norm, ParameterRole.Gain, plan), Gradient(norm, ParameterRole.Bias, plan), statistics,
                Argument.Text("rows"), Argument.Number(dy.Positions), Argument.Number(dy.Columns), Argument.Number(dy.Stride));
            Measure(norm, plan);
        }

        if (plan.NeedsInputGradient(layer))
        {
            BufferPlan delta = plan.TurnGradient(layer);
            plan.Backward(
                $"{layer.Name}: dL/dx = (g - mean(g) - n * mean(g * n)) / sqrt(variance + eps) with g = dL/dy{(norm.Gain ? " * gain" : "")}, n = (x - mean) / sqrt(variance + eps), group by group",
                "GroupNormKernels.Backward",
                Argument.Ref(x), Argument.Ref(delta), Gain(norm, plan), statistics,
                Argument.Text("rows"), Argument.Number(delta.Positions), Argument.Number(delta.Columns), Argument.Number(delta.Stride), Argument.Number(GroupSize(norm)));
        }
    }

    private static int GroupSize(NormModel norm) => norm.Input.Channels / norm.Groups;
}
