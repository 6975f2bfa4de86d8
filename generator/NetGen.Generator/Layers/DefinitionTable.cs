using NetGen.Generator.Losses;

namespace NetGen.Generator.Layers;

/// <summary>All definitions, found by their types: a new one needs no registration.</summary>
internal static class DefinitionTable
{
    private static readonly Dictionary<string, LayerDefinition> s_layers = Find<LayerDefinition>().ToDictionary(static d => d.Kind, StringComparer.Ordinal);
    private static readonly Dictionary<string, LossDefinition> s_losses = Find<LossDefinition>().ToDictionary(static d => d.Kind, StringComparer.Ordinal);

    public static IEnumerable<LayerDefinition> Layers => s_layers.Values.OrderBy(static d => d.Kind, StringComparer.Ordinal);

    public static IEnumerable<LossDefinition> Losses => s_losses.Values.OrderBy(static d => d.Kind, StringComparer.Ordinal);

    public static LayerDefinition? Layer(string kind) => s_layers.TryGetValue(kind, out LayerDefinition? definition) ? definition : null;

    public static LossDefinition? Loss(string kind) => s_losses.TryGetValue(kind, out LossDefinition? definition) ? definition : null;

    private static IEnumerable<T> Find<T>() =>
        typeof(DefinitionTable).Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && typeof(T).IsAssignableFrom(t))
            .OrderBy(static t => t.FullName, StringComparer.Ordinal)
            .Select(static t => (T)Activator.CreateInstance(t)!);
}
