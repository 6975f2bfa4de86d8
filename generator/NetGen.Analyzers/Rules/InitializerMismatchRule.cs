using Microsoft.CodeAnalysis;
using NetGen.Generator.Activations;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Rules;

/// <summary>The weights before an activation are much larger or smaller than what keeps signals and gradients at their size.</summary>
internal sealed class InitializerMismatchRule : NetworkRule
{
    // Between the choices that are made for good reasons, such as fan-in and fan-out, no difference is made.
    private const double Tolerance = 1.5;

    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1007", "Initializer does not suit the activation", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(JudgedNetwork network)
    {
        bool said = false;
        for (int i = 0; i < network.Model.Layers.Count; i++)
        {
            if (network.Model.Layers[i] is not DenseModel dense || network.ActivationBehind(i) is not { } activation)
            {
                continue;
            }

            // What the network says for all its layers is one mistake, not one for each of them.
            bool own = network.Parsed.Layers[i].IsSet("Init") || network.Parsed.Layers[i].IsSet("InitScale");
            if ((own || (!said && (network.Parsed.Network.IsSet("Init") || network.Parsed.Network.IsSet("InitScale")))) && Problem(dense, activation) is { } problem)
            {
                said |= !own;
                yield return Report(own ? network.Layer(i, "Init", "InitScale") : network.Network("Init", "InitScale"), problem);
            }
        }
    }

    private static string? Problem(DenseModel dense, ActivationModel activation)
    {
        WeightDistribution weight = WeightDistribution.OfMatrix(dense.WeightInit, dense.Input.Channels, dense.Output.Channels);
        if (weight.Variance == 0)
        {
            return dense.WeightInit.Kind is Init.Zeros or Init.Ones or Init.Constant && dense.Output.Channels > 1
                ? $"All weights of {dense.Name} start at {FlowText.Number(weight.Mean)}, so that its {FlowText.Number(dense.Output.Channels)} units compute the same and get the same gradient for ever; leave Init to Init.Auto"
                : null;
        }

        if (DefinitionTable.Layer(activation.Kind) is not ActivationDefinition definition || weight.Problem is not null)
        {
            return null;
        }

        double inputs = dense.Input.Channels;
        double outputs = dense.Output.Channels;
        bool amplifies = definition.Function(activation.Arguments)?.AmplifiesNoise == true;
        (string name, double[] suitable) = definition.Family switch
        {
            InitFamily.He when amplifies => ("He's or LeCun's", [2 / inputs, 2 / outputs, 1 / inputs, 2 / (inputs + outputs)]),
            InitFamily.He => ("He's", [2 / inputs, 2 / outputs]),
            InitFamily.LeCun => ("LeCun's", [1 / inputs]),
            _ => ("Xavier's", (double[])[2 / (inputs + outputs), 1 / inputs, 1 / outputs]),
        };

        bool small = weight.Variance < suitable.Min() / Tolerance;
        if (!small && weight.Variance <= suitable.Max() * Tolerance)
        {
            return null;
        }

        double nearest = small ? suitable.Min() : suitable.Max();
        double factor = small ? nearest / weight.Variance : weight.Variance / nearest;
        return $"Init.{dense.WeightInit.Kind} gives the weights of {dense.Name} a variance of {FlowText.Number(weight.Variance)}, {FlowText.Number(factor)} times {(small ? "less" : "more")} than {activation.Kind} needs ({name}: {FlowText.Number(nearest)}); every such layer {(small ? "shrinks" : "magnifies")} signals and gradients by about {FlowText.Number(Math.Sqrt(factor))}";
    }
}
