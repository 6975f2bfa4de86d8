using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Activations;

/// <summary>An activation whose values depend on all values of their sample.</summary>
internal abstract class RowwiseDefinition : ActivationDefinition
{
    protected abstract string Formula { get; }

    protected abstract string DerivativeFormula { get; }

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        plan.Forward(
            $"{layer.Name}: a = {Formula}   [rows, {layer.Output.Listed}]", $"SoftmaxKernels.{Kind}",
            Argument.Ref(x), Argument.Ref(y), PlanBuilder.Rows(y), Argument.Text(Text.Of(y.Columns)), Argument.Text(Text.Of(y.Stride)));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        if (!plan.NeedsInputGradient(layer))
        {
            return;
        }

        BufferPlan delta = plan.TurnGradient(layer);
        plan.Backward(
            $"{layer.Name}: {DerivativeFormula}", $"SoftmaxKernels.{Kind}Backward",
            Argument.Ref(plan.Output(layer)), Argument.Ref(delta), PlanBuilder.Rows(delta),
            Argument.Text(Text.Of(delta.Columns)), Argument.Text(Text.Of(delta.Stride)));
    }
}
