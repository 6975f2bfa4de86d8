namespace NetGen.Kernels;

/// <summary>
/// The rows of a loss in blocks of 8 samples. Each block is summed by itself and the blocks from the first to the last, so that the loss has
/// the same bits for any number of threads.
/// </summary>
internal ref struct LossBlocks
{
    private readonly Workspace? _workspace;
    private readonly double _count;
    private readonly int _block;
    private readonly int _end;
    private double _sum;

    /// <param name="workspace">The rows of a thread, or null for all.</param>
    /// <param name="rows">All rows of the batch: its samples, times the positions of each.</param>
    /// <param name="count">What the sum is divided by.</param>
    public LossBlocks(Workspace? workspace, int rows, double count)
    {
        _count = count;
        if (workspace is null)
        {
            _block = Workspace.RowsOfBlock;
            _end = rows;
            return;
        }

        int positions = rows / workspace.Batch;
        _block = Workspace.RowsOfBlock * positions;
        End = workspace.FirstRow * positions;
        _end = End + (workspace.Rows * positions);
        if (!workspace.IsWhole)
        {
            _workspace = workspace;
            if (workspace.Part == 0)
            {
                workspace.Shared.BeginLoss((rows + _block - 1) / _block, count);
            }
        }
    }

    /// <summary>The first row of the block.</summary>
    public int First { get; private set; }

    /// <summary>The row behind the block.</summary>
    public int End { get; private set; }

    /// <summary>The loss, where all rows are this thread's.</summary>
    public readonly float Loss => (float)(_sum / _count);

    /// <summary>Goes on to the next block.</summary>
    public bool Next()
    {
        First = End;
        End = Math.Min(First + _block, _end);
        return First < End;
    }

    /// <summary>Adds the block's sum.</summary>
    public void Add(double sum)
    {
        _sum += sum;
        _workspace?.Shared.SetLoss(First / _block, sum);
    }
}
