using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Losses;

/// <summary>Everything the generator knows of one loss. Definitions are found by their type.</summary>
internal abstract class LossDefinition
{
    /// <summary>The attribute's name without its suffix.</summary>
    public abstract string Kind { get; }

    /// <summary>The loss and its gradient, for people.</summary>
    public abstract string Formula { get; }

    /// <summary>A declaration that uses the loss, for tests that go over all definitions.</summary>
    public virtual string Sample => $"[{Kind}]";

    public virtual bool TakesClassIndices => false;

    public virtual LossModel? Parse(AttributeReader attribute, Func<Microsoft.CodeAnalysis.INamedTypeSymbol, string, string?> typeProblem)
    {
        Reduction reduction = attribute.Named("Reduction", Reduction.Mean);
        attribute.RequireDefined("Reduction", reduction);
        return new LossModel(Kind, reduction, new EquatableArray<float>([.. ReadArguments(attribute)]), null);
    }

    /// <summary>Says why the loss does not fit what stands before it, or null.</summary>
    public virtual string? Misfit(LayerModel last) => null;

    public LossPlan Plan(LossModel loss) => new(
        Kind, Formula, Method(loss),
        string.Concat(loss.Arguments.Select(static a => ", " + FloatLiteral.Of(a))), TakesClassIndices, TakesClassIndices);

    protected virtual string Method(LossModel loss) => "LossKernels." + Kind;

    protected virtual IEnumerable<float> ReadArguments(AttributeReader attribute) => [];
}
