using NetGen.Generator.Activations;
using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>What a layer is parsed in: its name, the shape before it, and the activation after it.</summary>
internal sealed record LayerContext(
    string Name, Shape Input, NetworkDefaults Defaults, InitFamily NextActivation, Func<Microsoft.CodeAnalysis.INamedTypeSymbol, string, string?> TypeProblem)
{
    /// <summary>Whether the layer reads the network's input.</summary>
    public bool ReadsInput { get; init; }

    /// <summary>The layer before, null behind the network's input.</summary>
    public LayerModel? Before { get; init; }
}
