using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>[Repeat&lt;T&gt;(n)]: the layers of T n times, each with its own parameters.</summary>
internal sealed class RepeatDefinition : CompositeDefinition
{
    public override string Kind => "Repeat";

    public override string Sample => "[Repeat<Inner>(3)]";

    public override LayerValue? Expand(CompositeContext context)
    {
        int count = context.Attribute.Positional<int>("count");
        if (count is < 1 or > Limits.Layers)
        {
            context.Attribute.Report(Descriptors.SizeOutOfRange, "count", "Repeat.count", Text.Of(count), Text.Of(Limits.Layers));
            count = 1;
        }

        LayerValue? value = context.Input;
        for (int i = 0; i < count && value is not null; i++)
        {
            var after = i == count - 1 ? context.NextActivation : context.Expander.FirstFamily(context.Attribute, context.NextActivation);
            value = context.ExpandBlock(0, $"{context.Path}.{Text.Of(i)}", value, after);
        }

        return value;
    }
}
