using System.Globalization;

namespace NetGen;

/// <summary>The parameters of a block that a network repeats: <c>net.Blocks[3].Dense1.Weight</c>.</summary>
/// <typeparam name="TBlock">The generated view of one block.</typeparam>
public readonly struct BlockList<TBlock>
    where TBlock : struct, IBlockParameters<TBlock>
{
    private readonly ParameterBuffer _parameters;
    private readonly string _path;

    /// <summary>Used by generated code: the blocks whose path names are <paramref name="path"/> and a number.</summary>
    public BlockList(ParameterBuffer parameters, string path, int count)
    {
        _parameters = parameters;
        _path = path;
        Count = count;
    }

    /// <summary>The number of blocks.</summary>
    public int Count { get; }

    /// <summary>One block, from 0.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none of that number.</exception>
    public TBlock this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return TBlock.Create(_parameters, string.Create(CultureInfo.InvariantCulture, $"{_path}.{index}."));
        }
    }
}
