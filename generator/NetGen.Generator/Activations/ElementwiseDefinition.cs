using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Activations;

/// <summary>
/// An activation of one value: f and what it makes of the gradient, as expressions that are printed once for each vector
/// width. In an expression, <c>x</c> is the input, <c>y</c> the output, <c>d</c> the gradient of the loss with respect to
/// the output; <c>{0.5}</c> is a constant, <c>{slope}</c> an argument of the attribute, and <c>M.</c> the vector functions.
/// </summary>
internal abstract class ElementwiseDefinition : ActivationDefinition
{
    /// <summary>f, for people.</summary>
    public abstract string Formula { get; }

    /// <summary>f', for people.</summary>
    public abstract string DerivativeFormula { get; }

    /// <summary>f as an expression of x.</summary>
    public abstract string Forward(EquatableArray<float> arguments);

    /// <summary>d·f' as an expression of d, x and y.</summary>
    public abstract string Backward(EquatableArray<float> arguments);

    /// <summary>Values that both expressions may name: pairs of a name and an expression of x.</summary>
    public virtual IReadOnlyList<(string Name, string Expression)> Locals(EquatableArray<float> arguments, bool backward) => [];

    /// <summary>Whether <see cref="Backward"/> reads x.</summary>
    public abstract bool UsesInput { get; }

    /// <summary>Whether <see cref="Backward"/> reads y.</summary>
    public abstract bool UsesOutput { get; }

    /// <summary>One pass over flat memory.</summary>
    public override RowSupport Rows(LayerModel layer) => RowSupport.Alike;

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        if (Routing.Behind(layer, plan) is not null)
        {
            plan.HoldPreactivation(layer);
            return;
        }

        var model = (ActivationModel)layer;
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        ElementwiseKernelPlan kernel = plan.Elementwise(this, model.Arguments);
        plan.Forward(
            $"{layer.Name}: a = {Formula}   [rows, {layer.Output.Listed}]",
            kernel.ForwardName,
            Argument.Ref(x), Argument.Ref(y), PlanBuilder.Floats(y));
    }

    public override void PlanBackward(LayerModel layer, PlanBuilder plan)
    {
        if (!plan.NeedsInputGradient(layer) || Routing.Behind(layer, plan) is not null)
        {
            return;
        }

        var model = (ActivationModel)layer;
        BufferPlan delta = plan.TurnGradient(layer);
        if (plan.IsTurned(layer))
        {
            return;
        }

        var arguments = new List<Argument>();
        if (UsesInput)
        {
            arguments.Add(Argument.Read(plan.PaddedInput(layer)));
        }

        if (UsesOutput)
        {
            arguments.Add(Argument.Read(plan.Output(layer)));
        }

        arguments.Add(Argument.Ref(delta));
        arguments.Add(PlanBuilder.Floats(delta));
        plan.Backward(
            $"{layer.Name}: dL/dz = dL/da * f'(z), f' = {DerivativeFormula}",
            plan.Elementwise(this, model.Arguments).BackwardName,
            [.. arguments]);
    }

    /// <summary>The names of the attribute's arguments, for the expressions.</summary>
    public IReadOnlyList<string> Names => ArgumentNames;
}
