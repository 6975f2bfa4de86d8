using Microsoft.CodeAnalysis;
using NetGen.Generator.Activations;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Layers;
using NetGen.Generator.Model;

namespace NetGen.Analyzers.Rules;

/// <summary>
/// An activation between the last layer and a loss that has its own sigmoid or softmax. The plain doubling is an error of the
/// generator (NG0009); this is about what bounds the scores.
/// </summary>
internal sealed class BoundedScoresRule : NetworkRule
{
    // Far beyond where any activation bends.
    private const double Far = 1e6;

    public override DiagnosticDescriptor Descriptor { get; } = Describe("NG1008", "Activation bounds the scores of the loss", DiagnosticSeverity.Info);

    public override IEnumerable<Diagnostic> Check(JudgedNetwork network)
    {
        int last = network.LastLayer;
        if (network.Model.Loss?.Kind is not ("SoftmaxCrossEntropy" or "BinaryCrossEntropy" or "KLDivergence") || network.Model.Layers[last] is not ActivationModel activation)
        {
            yield break;
        }

        string loss = network.Model.Loss.Kind;
        if (loss == "KLDivergence")
        {
            if (last > 0 && network.Model.Layers[last - 1].Kind is "Softmax" or "Sigmoid" or "LogSoftmax")
            {
                string first = network.Model.Layers[last - 1].Kind;
                yield return Report(
                    network.Layer(last - 1),
                    $"{first} and {activation.Kind} are applied one after the other: of {FlowText.Number(activation.Outputs)} classes none gets more than {Percent(Best(1, activation.Outputs))}; remove [{first}]");
            }
        }
        else if (DefinitionTable.Layer(activation.Kind) is ActivationDefinition definition && definition.Function(activation.Arguments) is { } function
            && Limit(loss, activation, function.Value(-Far), function.Value(Far)) is { } limit)
        {
            yield return Report(network.Layer(last), limit);
        }
    }

    private static string? Limit(string loss, ActivationModel activation, double low, double high)
    {
        bool bounded = high < Far / 100;
        string range = bounded ? $"to [{FlowText.Number(low)}, {FlowText.Number(high)}]" : $"to {FlowText.Number(low)} and more";
        if (low < -Far / 100)
        {
            return null;
        }

        if (loss == "BinaryCrossEntropy")
        {
            string chances = bounded
                ? $"a chance between {Percent(SpecialFunctions.Sigmoid(low))} and {Percent(SpecialFunctions.Sigmoid(high))}"
                : $"a chance of {Percent(SpecialFunctions.Sigmoid(low))} or more";
            return $"{activation.Kind} limits the scores {range}, so that BinaryCrossEntropy, which has its own sigmoid, can only say {chances}; remove [{activation.Kind}]";
        }

        if (!bounded)
        {
            return $"{activation.Kind} limits the scores {range}: SoftmaxCrossEntropy takes any number, and classes whose score is cut off get no gradient; remove [{activation.Kind}]";
        }

        double best = Best(high - low, activation.Outputs);
        return $"{activation.Kind} limits the scores {range}, so that no class of {FlowText.Number(activation.Outputs)} gets more than {Percent(best)} from the softmax in SoftmaxCrossEntropy, and the loss stays above {FlowText.Number(-Math.Log(best))}; remove [{activation.Kind}]";
    }

    /// <summary>The largest probability that a softmax gives when scores differ by at most so much.</summary>
    private static double Best(double range, int classes) => 1 / (1 + ((classes - 1) * Math.Exp(-range)));

    private static string Percent(double share) => FlowText.Number(100 * share) + "%";
}
