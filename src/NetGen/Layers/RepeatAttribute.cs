namespace NetGen;

/// <summary>
/// The layers of a block <paramref name="count"/> times, one behind the other, each with its own parameters. They are named by
/// path, counted from 0: <c>repeat1.29.dense1.weight</c>. The generated code of a hundred equal blocks is as long as that of a few.
/// </summary>
/// <typeparam name="TBlock">A class with <see cref="BlockAttribute"/>.</typeparam>
/// <param name="count">How many times; at least 1.</param>
public sealed class RepeatAttribute<TBlock>(int count) : LayerAttribute
    where TBlock : class
{
    /// <summary>How many times.</summary>
    public int Count { get; } = count;
}
