using System.Collections.Immutable;
using System.Globalization;

namespace NetGen;

/// <summary>What <see cref="Lsuv"/> did, layer by layer.</summary>
/// <param name="Layers">The layers with weights, in the order of the network.</param>
/// <param name="Converged">True when every layer's variance is within the tolerance of 1.</param>
public sealed record LsuvResult(ImmutableArray<LsuvLayer> Layers, bool Converged)
{
    /// <summary>A line for each layer.</summary>
    public override string ToString() => string.Join('\n', Layers.Select(static l => string.Create(
        CultureInfo.InvariantCulture, $"{l.Name}: variance {l.VarianceBefore:G4} -> {l.Variance:G4}, weights x {l.Scale:G4}, {l.Iterations} iterations")));
}
