using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>[Block&lt;T&gt;]: the layers of T.</summary>
internal sealed class BlockDefinition : CompositeDefinition
{
    public override string Kind => "Block";

    public override string Sample => "[Block<Inner>]";

    public override LayerValue? Expand(CompositeContext context) => context.ExpandBlock(0, context.Path, context.Input, context.NextActivation);
}
