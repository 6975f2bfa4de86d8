using Microsoft.CodeAnalysis;
using NetGen.Generator.Diagnostics;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Generator.Losses;

/// <summary>[Loss&lt;T&gt;]: a user's own function of an output and its target.</summary>
internal sealed class CustomLossDefinition : LossDefinition
{
    public override string Kind => "Loss";

    public override string Formula => "L = mean l(y, t);  dL/dy = l'(y, t) / n";

    public override string Sample => "[Loss<Quartic>]";

    public override LossModel? Parse(AttributeReader attribute, Func<INamedTypeSymbol, string, string?> typeProblem)
    {
        LossModel? model = base.Parse(attribute, typeProblem);
        ITypeSymbol argument = attribute.Attribute.AttributeClass!.TypeArguments[0];
        string? problem = argument is INamedTypeSymbol type ? typeProblem(type, "ILoss") : "it is not a struct";
        if (problem is not null)
        {
            attribute.ReportHere(Descriptors.TypeArgument, argument.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), "Loss<T>", problem);
            return null;
        }

        return model! with { CustomType = argument.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), Arguments = EquatableArray<float>.Empty };
    }

    protected override string Method(LossModel loss) => $"LossKernels.Custom<{loss.CustomType}>";
}
