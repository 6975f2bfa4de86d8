using NetGen.Generator.Parsing;

namespace NetGen.Generator.Layers;

/// <summary>Zeros before and after a sequence.</summary>
internal sealed class ZeroPad1DDefinition : ZeroPad2DDefinition
{
    public override string Kind => "ZeroPad1D";

    public override string Sample => "[ZeroPad1D(2, 1)]";

    protected override IEnumerable<int> Amounts(AttributeReader attribute)
    {
        if (attribute.Attribute.ConstructorArguments.Length == 1)
        {
            int both = Amount(attribute, "pad");
            return [0, 0, both, both];
        }

        return [0, 0, Amount(attribute, "before"), Amount(attribute, "after")];
    }
}
