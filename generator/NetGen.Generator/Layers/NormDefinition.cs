using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>What normalisations have in common: an epsilon, a gain and a bias.</summary>
internal abstract class NormDefinition : LayerDefinition
{
    public override string Sample => $"[{Kind}]";

    public override bool IsPassedByInit => true;

    public override long Flops(LayerModel layer) => 7L * layer.Outputs;

    public override string? PropertyType(LayerModel layer) => "NormParameters";

    public override IEnumerable<int> PropertyIndices(LayerModel layer, PlanBuilder plan) =>
    [
        plan.Parameter(layer, ParameterRole.Gain)?.Index ?? -1, plan.Parameter(layer, ParameterRole.Bias)?.Index ?? -1,
    ];

    public override IEnumerable<int> PropertyStates(LayerModel layer, PlanBuilder plan) =>
    [
        plan.State(layer, "mean")?.Index ?? -1, plan.State(layer, "variance")?.Index ?? -1,
    ];

    public override FlowStep? Flow(LayerModel layer)
    {
        int positions = layer.Input.Positions, channels = layer.Input.Channels;
        int groups = ((NormModel)layer).Groups;
        return Kind switch
        {
            "BatchNorm" => new NormFlow(IsCentred: true, OverBatch: true, OverPlaces: positions > 1, positions) { ByChannel = true },
            "RMSNorm" => new NormFlow(IsCentred: false, OverBatch: false, OverPlaces: false, channels),
            "LayerNorm" => new NormFlow(IsCentred: true, OverBatch: false, OverPlaces: false, channels),
            "GroupNorm" or "InstanceNorm" => new NormFlow(IsCentred: true, OverBatch: false, OverPlaces: positions > 1, channels / groups * positions) { ByChannel = groups == channels },
            _ => null,
        };
    }

    /// <summary>The options that all have, checked.</summary>
    protected static NormModel Read(AttributeReader attribute, LayerContext context, float epsilon, bool gain, bool bias)
    {
        float chosen = attribute.Named("Epsilon", epsilon);
        attribute.RequirePositive("Epsilon", chosen);
        return new NormModel(attribute.Kind, context.Name, context.Input)
        {
            Epsilon = chosen,
            Gain = attribute.Named("Gain", gain),
            Bias = attribute.Named("Bias", bias),
        };
    }

    /// <summary>Gain and bias as the forward pass is given them.</summary>
    protected static (Argument Gain, Argument Bias) NewParameters(NormModel norm, PlanBuilder plan)
    {
        int channels = norm.Input.Channels;
        Argument gain = norm.Gain
            ? Argument.Parameter(plan.NewParameter(norm, ParameterRole.Gain, 1, channels, new InitializerModel(Init.Ones, 1, Fan.In, Distribution.Normal)))
            : Argument.Null;
        Argument bias = norm.Bias
            ? Argument.Parameter(plan.NewParameter(norm, ParameterRole.Bias, 1, channels, new InitializerModel(Init.Zeros, 1, Fan.In, Distribution.Normal)))
            : Argument.Null;
        return (gain, bias);
    }

    protected static Argument Gain(NormModel norm, PlanBuilder plan) =>
        plan.Parameter(norm, ParameterRole.Gain) is { } gain ? Argument.Parameter(gain) : Argument.Null;

    protected static Argument Gradient(NormModel norm, ParameterRole role, PlanBuilder plan) =>
        plan.Parameter(norm, role) is { } parameter ? Argument.Gradient(parameter) : Argument.Null;

    protected static void Measure(NormModel norm, PlanBuilder plan)
    {
        foreach (ParameterPlan parameter in plan.ParametersOf(norm))
        {
            plan.Measure(parameter);
        }
    }

    /// <summary>" * gain + bias" as far as the layer has them.</summary>
    protected static string Affine(NormModel norm) => (norm.Gain ? " * gain" : "") + (norm.Bias ? " + bias" : "");

    /// <summary>The name of what the forward pass leaves to the backward pass.</summary>
    protected static string StatisticsName(NormModel norm) => norm.Name + "_statistics";

    protected static Argument Literal(float value) => Argument.Text(FloatLiteral.Of(value));
}
