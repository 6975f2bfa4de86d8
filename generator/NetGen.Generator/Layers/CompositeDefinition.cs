using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>An attribute that holds blocks: it is written out into their layers, and perhaps one that joins them.</summary>
internal abstract class CompositeDefinition : LayerDefinition
{
    /// <summary>Adds the layers; null, after reporting why, when there are none to add.</summary>
    public abstract LayerValue? Expand(CompositeContext context);

    public sealed override LayerModel? Parse(AttributeReader attribute, LayerContext context) =>
        throw new InvalidOperationException($"{Kind} is written out, not parsed.");

    public override void PlanForward(LayerModel layer, PlanBuilder plan) =>
        throw new InvalidOperationException($"{Kind} is no layer of its own.");

    public override void PlanBackward(LayerModel layer, PlanBuilder plan) =>
        throw new InvalidOperationException($"{Kind} is no layer of its own.");
}
