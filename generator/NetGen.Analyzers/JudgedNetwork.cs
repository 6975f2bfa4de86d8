using Microsoft.CodeAnalysis;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Model;
using NetGen.Generator.Parsing;

namespace NetGen.Analyzers;

/// <summary>A declared network with its prediction, and the places of what it declares.</summary>
internal sealed class JudgedNetwork
{
    private const int None = -1;
    private const int Several = -2;

    private readonly Lazy<int[]> _readers;

    private JudgedNetwork(ParsedNetwork parsed)
    {
        Parsed = parsed;
        Prediction = GradientFlowPredictor.Predict(parsed.Model);
        _readers = new Lazy<int[]>(() => Readers(parsed.Model));
    }

    public ParsedNetwork Parsed { get; }

    public NetworkModel Model => Parsed.Model;

    public GradientFlowPrediction Prediction { get; }

    /// <summary>Null where the declaration has errors, which the generator reports, or nothing to judge.</summary>
    public static JudgedNetwork? Of(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellationToken) =>
        Of(NetworkParser.Read(type, compilation, cancellationToken));

    /// <summary>Null where the declaration has errors, or nothing to judge.</summary>
    public static JudgedNetwork? Of(ParsedNetwork? parsed) =>
        parsed is { Model: { Errors.Count: 0, Layers.Count: > 0 } } ? new JudgedNetwork(parsed) : null;

    /// <summary>The last layer that does something.</summary>
    public int LastLayer
    {
        get
        {
            int last = Model.Layers.Count - 1;
            while (last > 0 && Model.Layers[last].Kind == "Linear")
            {
                last--;
            }

            return last;
        }
    }

    /// <summary>Whether the input is numbers on a scale rather than indices.</summary>
    public bool TakesNumbers => Model.Layers[0].Kind != "Embedding";

    /// <summary>Whether a layer divides by the size of what it gets.</summary>
    public bool IsNorm(int layer) => Model.Layers[layer].Kind.EndsWith("Norm", StringComparison.Ordinal);

    /// <summary>The share of values that a layer sets to 0 in training, or null where it is no dropout.</summary>
    public double? DropRate(int layer) =>
        Model.Layers[layer].Kind.EndsWith("Dropout", StringComparison.Ordinal) && Parsed.Layers[layer].Attribute.ConstructorArguments is [{ Value: float rate }, ..]
            ? rate
            : null;

    public bool IsActivation(int layer) => Model.Layers[layer] is ActivationModel;

    /// <summary>The layer that alone reads another; null where none does, or several do.</summary>
    public int? ReaderOf(int layer) => _readers.Value[layer] is >= 0 and int reader ? reader : null;

    /// <summary>The layer that alone reads another, past each <c>[Linear]</c>, or null.</summary>
    public int? NextThatActs(int layer)
    {
        int? next = ReaderOf(layer);
        while (next is { } i && Model.Layers[i].Kind == "Linear")
        {
            next = ReaderOf(i);
        }

        return next;
    }

    /// <summary>The activation right behind a layer, or null.</summary>
    public ActivationModel? ActivationBehind(int layer) => NextThatActs(layer) is { } next ? Model.Layers[next] as ActivationModel : null;

    /// <summary>The place of a layer: one of the arguments named, if it is set, or the attribute.</summary>
    public Location Layer(int layer, params string[] arguments) =>
        layer >= 0 && layer < Parsed.Layers.Count ? Place(Parsed.Layers[layer], arguments) : Network(arguments);

    public Location Network(params string[] arguments) => Place(Parsed.Network, arguments);

    public Location Input(params string[] arguments) => Place(Parsed.Input ?? Parsed.Network, arguments);

    public Location Loss(params string[] arguments) => Place(Parsed.Loss ?? Parsed.Network, arguments);

    private static int[] Readers(NetworkModel model)
    {
        int[] readers = [.. Enumerable.Repeat(None, model.Layers.Count)];
        for (int i = 0; i < readers.Length; i++)
        {
            foreach (int source in model.Layers[i].Sources)
            {
                if (source >= 0)
                {
                    readers[source] = readers[source] == None ? i : Several;
                }
            }
        }

        return readers;
    }

    private static bool IsPositional(AttributeReader attribute, string argument) =>
        attribute.Attribute.AttributeConstructor?.Parameters.Any(p => p.Name == argument) == true;

    /// <summary>
    /// The place in the block where an attribute stands, whatever the file; where the block has no source in this compilation, the
    /// attribute that uses it.
    /// </summary>
    private Location Place(AttributeReader attribute, string[] arguments)
    {
        if (!IsInSource(attribute))
        {
            AttributeReader? use = attribute.Use;
            while (use is not null && !IsInSource(use))
            {
                use = use.Use;
            }

            return (use ?? Parsed.Network).Location;
        }

        return arguments.FirstOrDefault(a => attribute.IsSet(a) || IsPositional(attribute, a)) is { } set ? attribute.ArgumentLocation(set) : attribute.Location;
    }

    /// <summary>An editor gives projects that are open as compilations, whose source is not this one's.</summary>
    private bool IsInSource(AttributeReader attribute) =>
        attribute.Syntax is { } syntax && Parsed.Compilation.ContainsSyntaxTree(syntax.SyntaxTree);
}
