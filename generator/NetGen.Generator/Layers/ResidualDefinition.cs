using NetGen.Generator.Activations;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>[Residual&lt;T&gt;]: y = x + scale · T(x).</summary>
internal sealed class ResidualDefinition : CompositeDefinition
{
    public override string Kind => "Residual";

    public override string Sample => "[Residual<Inner>(Scale = 0.5f)]";

    public override string? StreamObstacle(LayerModel layer) => null;

    public override LayerValue? Expand(CompositeContext context)
    {
        AttributeReader attribute = context.Attribute;
        float scale = attribute.Named("Scale", 1f);
        attribute.RequireFinite("Scale", scale);
        LayerValue x = context.Input;
        if (context.ExpandBlock(0, context.Path, x, context.NextActivation) is not { } branch)
        {
            return null;
        }

        if (branch.Shape != x.Shape)
        {
            if (Project(context, branch.Shape) is not { } projected)
            {
                return branch;
            }

            x = projected;
        }

        return context.Expander.Add(attribute, new ResidualModel(context.Path, branch.Shape, scale), x, branch);
    }

    public override FlowStep? Flow(LayerModel layer) => new SumFlow(((ResidualModel)layer).Scale);

    public override long Flops(LayerModel layer) => ((ResidualModel)layer).Scale == 1 ? layer.Outputs : 2L * layer.Outputs;

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        float scale = ((ResidualModel)layer).Scale;
        BufferPlan x = plan.PaddedInput(layer, 0);
        BufferPlan f = plan.PaddedInput(layer, 1);
        BufferPlan y = plan.NewOutput(layer);
        if (scale == 1)
        {
            plan.Forward(
                $"{layer.Name}: y = x + f(x)   [rows, {layer.Output.Listed}]", "SumKernels.Sum",
                Argument.Ref(x), Argument.Ref(f), Argument.Ref(y), PlanBuilder.Floats(y));
        }
        else
        {
            plan.Forward(
                $"{layer.Name}: y = x + scale * f(x)   [rows, {layer.Output.Listed}]", "SumKernels.ScaledSum",
                Argument.Ref(x), Argument.Ref(f), Argument.Ref(y), Argument.Text(FloatLiteral.Of(scale)), PlanBuilder.Floats(y));
        }
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        float scale = ((ResidualModel)layer).Scale;
        if (scale == 1)
        {
            plan.PassGradient(layer, 1);
        }
        else if (plan.NeedsInputGradient(layer, 1))
        {
            BufferPlan dy = plan.Gradient(layer);
            BufferPlan df = plan.NewInputGradient(layer, 1);
            plan.Backward(
                $"{layer.Name}: dL/df = scale * dL/dy", "SumKernels.Scale",
                Argument.Ref(dy), Argument.Ref(df), Argument.Text(FloatLiteral.Of(scale)), PlanBuilder.Floats(df));
        }

        plan.PassGradient(layer, 0);
    }

    /// <summary>A dense layer without bias that gives the input the channels of the branch, position by position.</summary>
    private static LayerValue? Project(CompositeContext context, Shape output)
    {
        Shape input = context.Input.Shape;
        AttributeReader attribute = context.Attribute;
        string block = attribute.Attribute.AttributeClass!.TypeArguments[0].Name;
        bool canProject = input.Rank == output.Rank && input.WithChannels(1) == output.WithChannels(1);
        if (!attribute.Named("Projection", true) || !canProject)
        {
            attribute.ReportHere(
                Descriptors.ShapeDoesNotFit, $"Residual<{block}>",
                $"{block} turns {input} into {output}, and a sum needs equal shapes; "
                + (canProject ? "allow a projection, or change its last layer" : "a projection changes the last dimension only, so keep the others"));
            return null;
        }

        NetworkDefaults defaults = context.Expander.Defaults;
        string name = context.Expander.NamesIn(attribute, 0).Contains("projection", StringComparer.OrdinalIgnoreCase) ? "shortcut" : "projection";
        Init init = defaults.Init == Init.Auto ? Init.XavierUniform : defaults.Init;
        DenseModel dense = DenseDefinition.Plain($"{context.Path}.{name}", input, output.Channels, bias: false, init, defaults);
        return context.Expander.Add(attribute, dense, context.Input);
    }
}
