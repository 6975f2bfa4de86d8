namespace NetGen.Generator.Emission.Folding;

/// <summary>Lines that belong together, or a loop over such.</summary>
internal sealed class FoldNode
{
    /// <summary>Equal for nodes that differ in their numbers at most.</summary>
    public required int Key { get; init; }

    /// <summary>The numbers that may advance; of a loop, those of its first round.</summary>
    public required long[] Numbers { get; init; }

    /// <summary>The place of the first item among all.</summary>
    public required int Start { get; init; }

    /// <summary>The items it stands for.</summary>
    public required int Length { get; init; }

    /// <summary>The lines; empty for a loop.</summary>
    public IReadOnlyList<List<FoldToken>> Lines { get; init; } = [];

    /// <summary>The nodes of a round; empty for lines.</summary>
    public IReadOnlyList<FoldNode> Body { get; init; } = [];

    /// <summary>The rounds.</summary>
    public int Count { get; init; } = 1;

    /// <summary>By how much each number advances from round to round.</summary>
    public long[] Deltas { get; init; } = [];

    public bool IsLoop => Body.Count > 0;
}
