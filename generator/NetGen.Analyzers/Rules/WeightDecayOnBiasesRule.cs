using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Rules;

/// <summary>A parameter group that lets biases or norms decay.</summary>
internal sealed class WeightDecayOnBiasesRule : TrainerRule
{
    // What the names of parameters other than weights end in.
    private static readonly string[] s_others = ["bias", "gain", "magnitude", "slope", "recurrentBias"];

    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1013", "Weight decay on biases or norms", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(IOperation operation, TrainingTypes types)
    {
        if (operation is not IObjectCreationOperation { Initializer: { } initializer, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string pattern } }, ..] } creation
            || !SymbolEqualityComparer.Default.Equals(creation.Type, types.ParameterGroup)
            || s_others.FirstOrDefault(other => Reaches(pattern, other)) is not { } reached)
        {
            yield break;
        }

        foreach (IOperation member in initializer.Initializers)
        {
            if (member is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "WeightDecay" } } assignment
                && Constant(assignment.Value) is { } decay && decay > 0)
            {
                yield return Report(
                    member.Syntax.GetLocation(),
                    $"\"{pattern}\" matches every {reached} too, and a decay of {FlowText.Number(decay)} pulls them to 0, which makes no function simpler; without WeightDecay the optimizer spares them, and \"{Weights(pattern)}\" names the weights alone");
            }
        }
    }

    /// <summary>Whether a pattern that ends like this matches parameters with this name.</summary>
    private static bool Reaches(string pattern, string name)
    {
        string tail = pattern.Substring(pattern.LastIndexOf('*') + 1);
        tail = tail.Substring(tail.LastIndexOf('.') + 1);
        return pattern.EndsWith("*", StringComparison.Ordinal) ? name == s_others[0] : name == tail;
    }

    private static string Weights(string pattern)
    {
        int dot = pattern.LastIndexOf('.');
        return (dot < 0 ? "*" : pattern.Substring(0, dot)) + ".weight";
    }

    private static double? Constant(IOperation value)
    {
        while (value is IConversionOperation conversion && !value.ConstantValue.HasValue)
        {
            value = conversion.Operand;
        }

        return value.ConstantValue is { HasValue: true, Value: { } constant } ? Convert.ToDouble(constant, System.Globalization.CultureInfo.InvariantCulture) : null;
    }
}
