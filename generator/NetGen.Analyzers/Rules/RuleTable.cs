namespace NetGen.Analyzers.Rules;

/// <summary>All rules, found by their types: a new one needs no registration.</summary>
internal static class RuleTable
{
    /// <summary>The rules about declared networks, in the order of their ids.</summary>
    public static IReadOnlyList<NetworkRule> Networks { get; } = Find<NetworkRule>();

    /// <summary>The rules about training, in the order of their ids.</summary>
    public static IReadOnlyList<TrainerRule> Trainers { get; } = Find<TrainerRule>();

    private static IReadOnlyList<T> Find<T>()
        where T : Rule =>
        [
            .. typeof(RuleTable).Assembly.GetTypes()
                .Where(static t => !t.IsAbstract && typeof(T).IsAssignableFrom(t))
                .Select(static t => (T)Activator.CreateInstance(t)!)
                .OrderBy(static r => r.Descriptor.Id, StringComparer.Ordinal),
        ];
}
