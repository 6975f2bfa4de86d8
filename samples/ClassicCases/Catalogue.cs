using ClassicCases.Cases;

namespace ClassicCases;

/// <summary>All cases.</summary>
internal static class Catalogue
{
    private static readonly (string Name, Func<long, bool, Case> Create)[] s_cases =
    [
        ("sigmoid-12", static (seed, quick) => new SigmoidCase(seed, quick)),
        ("he-2015", static (seed, _) => new HeCase(seed)),
        ("lsuv", static (seed, _) => new LsuvCase(seed)),
        ("selu-50", static (seed, quick) => new SELUCase(seed, quick)),
        ("batchnorm", static (seed, quick) => new BatchNormCase(seed, quick)),
        ("adding-problem", static (seed, quick) => new AddingCase(seed, quick)),
        ("temporal-order", static (seed, _) => new TemporalOrderCase(seed)),
    ];

    /// <summary>Their names, in the order of the report.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. s_cases.Select(static c => c.Name)];

    /// <summary>The cases with these names; all of them when there are none.</summary>
    public static IReadOnlyList<Case> Create(long seed, bool quick, IReadOnlyCollection<string> names) =>
        [.. s_cases.Where(c => names.Count == 0 || names.Contains(c.Name)).Select(c => c.Create(seed, quick))];
}
