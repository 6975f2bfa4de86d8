using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>An attribute that stands for several layers, as a rule those of blocks: it is written out into their layers, and perhaps one that joins them.</summary>
internal abstract class CompositeDefinition : LayerDefinition
{
    /// <summary>Whether its type arguments are blocks, of which it is made; otherwise its layers are its own.</summary>
    public virtual bool HoldsBlocks => true;

    /// <summary>Adds the layers; null, after reporting why, when there are none to add.</summary>
    public abstract LayerValue? Expand(CompositeContext context);

    public sealed override LayerModel? Parse(AttributeReader attribute, LayerContext context) =>
        throw new InvalidOperationException($"{Kind} is written out, not parsed.");

    public override void PlanForward(LayerModel layer, PlanBuilder plan) =>
        throw new InvalidOperationException($"{Kind} is no layer of its own.");

    public override void PlanBackward(LayerModel layer, PlanBuilder plan) =>
        throw new InvalidOperationException($"{Kind} is no layer of its own.");
}
