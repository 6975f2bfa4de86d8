using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// Sums that several threads compute in parts. The parts are the same for any number of threads and are added from the first to the last,
/// so that the sums have the same bits.
/// </summary>
internal sealed class SharedSums
{
    private readonly NetworkInfo _network;
    private readonly double[] _losses;
    private readonly int[] _firstPart;
    private readonly double[] _squares;
    private readonly int[] _maxBits;
    private readonly bool[] _isShared;
    private double _lossCount;
    private int _lossBlocks;

    public SharedSums(NetworkInfo network, int capacity)
    {
        _network = network;
        _losses = new double[(capacity / Workspace.RowsOfBlock) + 1];
        _firstPart = new int[network.Parameters.Length];
        _isShared = new bool[network.Parameters.Length];
        int parts = 0;
        for (int i = 0; i < _firstPart.Length; i++)
        {
            _firstPart[i] = parts;
            parts += (network.Parameters[i].Lines.Count + Reductions.RowsOfPart - 1) / Reductions.RowsOfPart;
        }

        _squares = new double[parts];
        _maxBits = new int[parts];
    }

    /// <summary>The loss of a block of rows, not yet divided by the count.</summary>
    public void SetLoss(int block, double sum) => _losses[block] = sum;

    /// <summary>The thread of the first rows says how many blocks there are and what their sum is divided by.</summary>
    public void BeginLoss(int blocks, double count)
    {
        _lossBlocks = blocks;
        _lossCount = count;
    }

    /// <summary>The loss of the batch, when all threads have computed theirs.</summary>
    public float Loss()
    {
        double sum = 0;
        foreach (double block in _losses.AsSpan(0, _lossBlocks))
        {
            sum += block;
        }

        return (float)(sum / _lossCount);
    }

    /// <summary>What was measured of a part of a parameter's gradient.</summary>
    public void SetPart(int parameter, int part, double squares, int maxBits)
    {
        int at = _firstPart[parameter] + part;
        _squares[at] = squares;
        _maxBits[at] = maxBits;
    }

    /// <summary>The gradient of the parameter is measured in parts.</summary>
    public void MarkShared(int parameter) => _isShared[parameter] = true;

    /// <summary>A pass begins, after one that may have failed.</summary>
    public void Begin() => Array.Clear(_isShared);

    /// <summary>Puts together what was measured in parts, when all threads have done theirs.</summary>
    public void Complete(Workspace workspace)
    {
        for (int i = 0; i < _isShared.Length; i++)
        {
            if (!_isShared[i])
            {
                continue;
            }

            _isShared[i] = false;
            ParameterInfo parameter = _network.Parameters[i];
            int first = _firstPart[i];
            int end = first + ((parameter.Lines.Count + Reductions.RowsOfPart - 1) / Reductions.RowsOfPart);
            double squares = 0;
            int maxBits = 0;
            for (int part = first; part < end; part++)
            {
                squares += _squares[part];
                maxBits = Math.Max(maxBits, _maxBits[part]);
            }

            Reductions.Complete(
                ref workspace.Gradients.Span[parameter.Offset], parameter.Length, squares, maxBits, ref workspace.Statistics[i]);
        }
    }
}
