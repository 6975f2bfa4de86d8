using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Activations;

/// <summary>f(x) = x: costs nothing, its output is its input.</summary>
internal sealed class LinearDefinition : ActivationDefinition
{
    public override string Kind => "Linear";

    public override bool IsPassedByInit => true;

    public override RowSupport Rows(LayerModel layer) => RowSupport.Alike;

    public override void PlanForward(LayerModel layer, PlanBuilder plan) => plan.PassOutput(layer);

    public override void PlanBackward(LayerModel layer, PlanBuilder plan) => plan.TurnGradient(layer);

    public override ScalarFunction Function(EquatableArray<float> arguments) => ScalarFunction.Identity;
}
