using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Rules;

/// <summary>The scale of the input is not declared, or far from 1.</summary>
internal sealed class InputScaleRule : NetworkRule
{
    // Initializers expect a root mean square of 1; half a decade of it does little harm.
    private const double Small = 0.3;
    private const double Large = 3;

    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1016", "Scale of the input undeclared or far from 1", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(JudgedNetwork network)
    {
        TrainingAssumptions assumptions = network.Model.Assumptions;
        double mean = assumptions.InputMean;
        double deviation = assumptions.InputDeviation;
        double scale = Math.Sqrt((mean * mean) + (deviation * deviation));
        if (!network.TakesNumbers)
        {
            yield break;
        }

        if (!assumptions.InputIsDeclared)
        {
            yield return Report(
                network.Input(),
                "The prediction assumes inputs of mean 0 and deviation 1; say so, or what holds instead: Mean = 0, Std = 1");
        }
        else if (scale == 0)
        {
            yield return Report(network.Input("Std", "Mean"), "Inputs of mean 0 and deviation 0 are always 0: nothing can be learned from them; declare what the data has");
        }
        else if (scale is < Small or > Large)
        {
            yield return Report(
                network.Input("Std", "Mean"),
                $"Inputs of mean {FlowText.Number(mean)} and deviation {FlowText.Number(deviation)} have a root mean square of {FlowText.Number(scale)}, and initializers expect 1: signals of the first layer and the gradient of its weights are {FlowText.Number(scale > 1 ? scale : 1 / scale)} times {(scale > 1 ? "larger" : "smaller")} than they should be; standardise the data (DataSet.Standardize)");
        }
    }
}
