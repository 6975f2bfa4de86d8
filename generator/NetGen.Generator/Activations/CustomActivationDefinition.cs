using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Activations;

/// <summary>[Activation&lt;T&gt;]: a user's own function of one value.</summary>
internal sealed class CustomActivationDefinition : LayerDefinition
{
    public override string Kind => "Activation";

    public override string Sample => "[Activation<Swish>]";

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        ITypeSymbol argument = attribute.Attribute.AttributeClass!.TypeArguments[0];
        string shown = argument.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (argument is not INamedTypeSymbol type || context.TypeProblem(type, "IActivation") is { } problem && Report(problem))
        {
            return new ActivationModel("Linear", context.Name, context.Input, EquatableArray<float>.Empty, null);
        }

        return new ActivationModel(
            Kind, context.Name, context.Input, EquatableArray<float>.Empty, type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));

        bool Report(string why)
        {
            attribute.ReportHere(Descriptors.TypeArgument, shown, "Activation<T>", why);
            return true;
        }
    }

    public override void PlanForward(LayerModel layer, PlanBuilder plan)
    {
        BufferPlan x = plan.PaddedInput(layer);
        BufferPlan y = plan.NewOutput(layer);
        plan.Forward(
            $"{layer.Name}: a = f(z), f = {((ActivationModel)layer).CustomType}   [rows, {layer.Output.Listed}]",
            $"CustomActivationKernels.Forward<{((ActivationModel)layer).CustomType}>",
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
            $"{layer.Name}: dL/dz = dL/da * f'(z)", $"CustomActivationKernels.Backward<{((ActivationModel)layer).CustomType}>",
            Argument.Ref(plan.PaddedInput(layer)), Argument.Ref(plan.Output(layer)), Argument.Ref(delta), PlanBuilder.Rows(delta),
            Argument.Text(Text.Of(delta.Columns)), Argument.Text(Text.Of(delta.Stride)));
    }
}
