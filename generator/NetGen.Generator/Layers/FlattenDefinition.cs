using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>All values of a sample as one vector, in the order of memory.</summary>
internal sealed class FlattenDefinition : ReshapeDefinition
{
    public override string Kind => "Flatten";

    public override string Sample => "[Flatten]";

    public override LayerModel? Parse(AttributeReader attribute, LayerContext context) =>
        new ReshapeModel(Kind, context.Name, context.Input, Shape.Of(context.Input.Size));
}
