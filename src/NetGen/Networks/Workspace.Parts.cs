using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// One thread's part of a step. Without threads the part is everything: all rows, all weights. With threads each has a workspace of its
/// own over the same memory, which says which rows and which weights are its part.
/// </summary>
public sealed partial class Workspace
{
    /// <summary>
    /// Parts begin at multiples of so many rows. A layer's gradient takes another order of summation for batches of fewer rows, so that no
    /// part of a larger batch may have fewer; and losses are added up in blocks of so many rows, whoever computes them.
    /// </summary>
    internal const int RowsOfBlock = 8;

    private readonly AlignedBuffer _scratch;
    private readonly int _scratchStart;
    private readonly SharedSums _shared;
    private TeamState? _team;
    private int _rows;
    private int _part;
    private int _parts = 1;

    /// <summary>The part of one thread of a team: over the memory of the whole, with scratch memory of its own.</summary>
    internal Workspace(Workspace whole)
    {
        Network = whole.Network;
        Capacity = whole.Capacity;
        Gradients = whole.Gradients;
        Statistics = whole.Statistics;
        StepGradientNorms = whole.StepGradientNorms;
        _memory = whole._memory;
        _scratch = new AlignedBuffer(whole.Network.WorkspaceFixed, stagger: 50);
        _shared = whole._shared;
    }

    /// <summary>The first of the rows that this thread computes; 0 without threads.</summary>
    public int FirstRow { get; private set; }

    /// <summary>How many rows this thread computes; <see cref="Batch"/> without threads. May be 0.</summary>
    public int Rows => _rows;

    /// <summary>Memory that a step needs for itself: each thread has its own.</summary>
    public ref float Scratch => ref Unsafe.Add(ref _scratch.Reference, _scratchStart);

    /// <summary>What losses of blocks of rows and squares of parts of tensors are put together from.</summary>
    internal SharedSums Shared => _shared;

    /// <summary>Whether this thread computes everything.</summary>
    internal bool IsWhole => _parts == 1;

    internal int Part => _part;

    internal int Parts => _parts;

    /// <summary>Whether this thread computes what is computed at once, not in parts; with threads they take turns.</summary>
    /// <param name="step">Any number from 0 on, so that different ones fall to different threads.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Owns(int step) => _parts == 1 || step % _parts == _part;

    /// <summary>Waits until all threads have come here, so that each may read what the others wrote. Without threads it does nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void AwaitAll()
    {
        if (_parts > 1)
        {
            _team!.Await(_parts);
        }
    }

    /// <summary>The part of a weight's gradient that this thread computes.</summary>
    /// <param name="parameter">The index of the parameter in <see cref="NetworkInfo.Parameters"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public WeightShare Share(int parameter) => new(this, parameter);

    /// <summary>Takes everything.</summary>
    internal void TakeAll()
    {
        _parts = 1;
        _part = 0;
        FirstRow = 0;
        _rows = _batch;
    }

    /// <summary>Takes one of several parts of the step that <paramref name="whole"/> is set up for, which may be this workspace.</summary>
    internal void TakePart(Workspace whole, TeamState team, int part, int parts)
    {
        _team = team;
        _part = part;
        _parts = parts;
        _batch = whole._batch;
        Training = whole.Training;
        Seed = whole.Seed;
        Step = whole.Step;
        (FirstRow, _rows) = RowsOf(_batch, part, parts);
    }

    /// <summary>The rows of a part: whole blocks, and the last with what is left. Where there are too few blocks, the last parts have none.</summary>
    internal static (int First, int Rows) RowsOf(int batch, int part, int parts)
    {
        int blocks = Math.Max(1, batch / RowsOfBlock);
        int first = Start(part), end = Start(part + 1);
        return (first, end - first);

        int Start(int p)
        {
            int block = (int)((((long)blocks * p) + parts - 1) / parts);
            return block == blocks ? batch : block * RowsOfBlock;
        }
    }
}
