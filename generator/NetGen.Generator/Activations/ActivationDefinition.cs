using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Activations;

/// <summary>A layer that keeps its shape and, as a rule, has no parameters.</summary>
internal abstract class ActivationDefinition : LayerDefinition
{
    public override string Sample => $"[{Kind}]";

    /// <summary>The initializer that <c>Init.Auto</c> picks for the weights before this activation.</summary>
    public virtual InitFamily Family => InitFamily.Xavier;

    /// <summary>The values that the expressions refer to by name, read from the attribute.</summary>
    protected virtual IReadOnlyList<string> ArgumentNames => [];

    /// <summary>The activation as a function of one number, for the predictor; null where it is none.</summary>
    public virtual ScalarFunction? Function(EquatableArray<float> arguments) => null;

    public override FlowStep? Flow(LayerModel layer) =>
        Function(((ActivationModel)layer).Arguments) is { } function ? new PointwiseFlow(function) : null;

    public override string? PropertyType(LayerModel layer) => "ActivationParameters";

    public override IEnumerable<int> PropertyIndices(LayerModel layer, PlanBuilder plan) => [plan.Parameter(layer, ParameterRole.Slope)?.Index ?? -1];

    public override string? StreamObstacle(LayerModel layer) => null;

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context)
    {
        float[] arguments = [.. ArgumentNames.Select(attribute.Positional<float>)];
        foreach (string name in ArgumentNames)
        {
            attribute.RequireFinite(name, attribute.Positional<float>(name));
        }

        Check(attribute);
        return new ActivationModel(Kind, context.Name, context.Input, new EquatableArray<float>([.. arguments, .. Switches(attribute)]), null);
    }

    /// <summary>Further conditions on the arguments.</summary>
    protected virtual void Check(AttributeReader attribute)
    {
    }

    /// <summary>Boolean properties as 0 or 1, behind the arguments.</summary>
    protected virtual IEnumerable<float> Switches(AttributeReader attribute) => [];
}
