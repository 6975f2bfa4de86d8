using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers;

/// <summary>A declared network with its prediction, and the places of what it declares.</summary>
internal sealed class JudgedNetwork
{
    private JudgedNetwork(ParsedNetwork parsed)
    {
        Parsed = parsed;
        Prediction = GradientFlowPredictor.Predict(parsed.Model);
    }

    public ParsedNetwork Parsed { get; }

    public NetworkModel Model => Parsed.Model;

    public GradientFlowPrediction Prediction { get; }

    /// <summary>Null where the declaration has errors, which the generator reports, or nothing to judge.</summary>
    public static JudgedNetwork? Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) =>
        NetworkParser.Read(type, compilation, cancellationToken) is { Model: { Errors.Count: 0, Layers.Count: > 0 } } parsed
            ? new JudgedNetwork(parsed)
            : null;

    /// <summary>The place of a layer: one of the arguments named, if it is set, or the attribute.</summary>
    public Location Layer(int layer, params string[] arguments) =>
        layer >= 0 && layer < Parsed.Layers.Count ? Place(Parsed.Layers[layer], arguments) : Network(arguments);

    public Location Network(params string[] arguments) => Place(Parsed.Network, arguments);

    public Location Input(params string[] arguments) => Place(Parsed.Input ?? Parsed.Network, arguments);

    public Location Loss(params string[] arguments) => Place(Parsed.Loss ?? Parsed.Network, arguments);

    private static Location Place(AttributeReader attribute, string[] arguments) =>
        arguments.FirstOrDefault(attribute.IsSet) is { } set ? attribute.ArgumentLocation(set) : attribute.Location;
}
