using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>
/// The random words of the elements of a matrix, row by row: four elements to a block of Philox, each row from a block of its
/// own. What an element draws is a function of seed, step, stream, row and column, so it depends neither on the vector width
/// nor on padding, other rows or the thread.
/// </summary>
internal ref struct RandomWords
{
    /// <summary>The words of the buffer that the caller provides.</summary>
    internal const int BufferLength = 4 * (Ahead + PhiloxBlocks.Overrun);

    private const int Ahead = 64;
    private readonly Span<uint> _buffer;
    private readonly uint _stream;
    private readonly long _seed;
    private readonly long _step;
    private readonly ulong _end;
    private ulong _next;
    private int _at;
    private int _count;

    /// <summary>Starts at the first column of a row.</summary>
    /// <param name="buffer">Memory of <see cref="BufferLength"/> words.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="step">The step of training.</param>
    /// <param name="stream">What the numbers are for.</param>
    /// <param name="firstRow">The row that comes first.</param>
    /// <param name="rows">How many rows follow.</param>
    /// <param name="columns">The elements of a row.</param>
    internal RandomWords(Span<uint> buffer, long seed, long step, uint stream, long firstRow, int rows, int columns)
    {
        _buffer = buffer;
        _seed = seed;
        _step = step;
        _stream = stream;
        ulong blocks = (ulong)(columns + 3) / 4;
        _next = (ulong)firstRow * blocks;
        _end = _next + ((ulong)rows * blocks);
    }

    /// <summary>The words that follow: at least one block, at most as many as hold <paramref name="columns"/> elements.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ReadOnlySpan<uint> Take(int columns)
    {
        if (_at == _count)
        {
            Refill();
        }

        int blocks = Math.Min((columns + 3) / 4, _count - _at);
        ReadOnlySpan<uint> words = _buffer.Slice(4 * _at, Math.Min(4 * blocks, columns));
        _at += blocks;
        return words;
    }

    private void Refill()
    {
        _count = (int)Math.Min(Ahead, _end - _next);
        _at = 0;
        PhiloxBlocks.Fill(ref MemoryMarshal.GetReference(_buffer), _count, _next, _stream, _step, _seed);
        _next += (ulong)_count;
    }
}
