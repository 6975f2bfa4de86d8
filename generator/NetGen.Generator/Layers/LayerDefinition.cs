using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Layers;

/// <summary>
/// Everything the generator knows of one kind of layer. A definition is found by its type: to add a layer, add an attribute
/// to the runtime and one class derived from this one.
/// </summary>
internal abstract class LayerDefinition
{
    /// <summary>The attribute's name without its suffix.</summary>
    public abstract string Kind { get; }

    /// <summary>A declaration that uses the layer, for tests that go over all definitions.</summary>
    public abstract string Sample { get; }

    /// <summary>
    /// Turns an attribute into a layer, or returns null after reporting what is wrong with it. A layer that is only out of
    /// range should still be returned, so that the layers after it are checked too.
    /// </summary>
    public abstract LayerModel? Parse(AttributeReader attribute, LayerContext context);

    /// <summary>What the layer does to signals and gradients, for the predictor; null when that is not known, which the prediction says.</summary>
    public virtual FlowStep? Flow(LayerModel layer) => null;

    /// <summary>Plans the layer's parameters, its output buffer and its forward steps. Called from the first layer to the last.</summary>
    public abstract void PlanForward(LayerModel layer, PlanBuilder plan);

    /// <summary>Plans the layer's backward steps. Called from the last layer to the first.</summary>
    public abstract void PlanBackward(LayerModel layer, PlanBuilder plan);
}
