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
            if (ResidualProjection.Add(context, branch) is not { } projected)
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
}
