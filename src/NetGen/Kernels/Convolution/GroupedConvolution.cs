using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>
/// The kernels of a convolution in small groups, called by generated code; a depthwise convolution has one channel a group.
/// z[p, f] = b[f] + Σ over the taps t and channels c of the group of x[p·stride + t, c]·W[(t, c), f], with a vector for 16
/// filters: where a group has several channels or filters, the input is laid out as the filters see it, a sample at a time.
/// A transposed one spreads instead, z[p·stride + t, f] += Σ over c of x[p, c]·W[(t, c), f], over the same contacts seen from their other
/// end. Taps in the padding are left out. All register widths give the same bits.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GroupedConvolution
{
    private readonly int _positions;
    private readonly int _outputPositions;
    private readonly int _inputStride;
    private readonly int _filterStride;
    private readonly int _perGroup;
    private readonly int _channels;
    private readonly int _filtersPerGroup;
    private readonly int _expanded;
    private readonly int[] _sources;
    private readonly PairTable _forward;
    private readonly PairTable _weights;
    private readonly PairTable _inputs;

    /// <summary>Prepares the kernels of one shape.</summary>
    /// <param name="window">How the window slides.</param>
    /// <param name="channels">The channels of the input, whose positions are padded to 16 floats.</param>
    /// <param name="filters">The channels of the output.</param>
    /// <param name="groups">The number of groups that channels and filters are divided in.</param>
    public GroupedConvolution(Window window, int channels, int filters, int groups)
        : this(window, channels, filters, groups, isTransposed: false)
    {
    }

    /// <summary>Prepares the kernels of one shape, of a convolution or of a transposed one.</summary>
    /// <param name="window">How the window slides: from x to z, and of a transposed convolution from z to x.</param>
    /// <param name="channels">The channels of x, whose positions are padded to 16 floats.</param>
    /// <param name="filters">The channels of z.</param>
    /// <param name="groups">The number of groups that channels and filters are divided in.</param>
    /// <param name="isTransposed">Whether x is spread over z.</param>
    public GroupedConvolution(Window window, int channels, int filters, int groups, bool isTransposed)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(filters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        ArgumentOutOfRangeException.ThrowIfNotEqual(channels % groups, 0, nameof(channels));
        ArgumentOutOfRangeException.ThrowIfNotEqual(filters % groups, 0, nameof(filters));
        (_positions, _outputPositions) = isTransposed ? (window.OutputPositions, window.Positions) : (window.Positions, window.OutputPositions);
        _channels = channels;
        _inputStride = Lines(channels);
        _filterStride = Lines(filters);
        _perGroup = channels / groups;
        _filtersPerGroup = filters / groups;
        bool same = _perGroup == 1 && _filtersPerGroup == 1;
        _expanded = same ? 0 : _perGroup * _filterStride;
        _sources = same ? [] : Sources(filters);

        // One list in the order of outputs, taps and channels; each table keeps that order within its rows.
        int stride = same ? _inputStride : _expanded;
        var forward = new List<(int Row, int A, int B)>();
        var weights = new List<(int Row, int A, int B)>();
        var inputs = new List<(int Row, int A, int B)>();
        foreach ((int first, int tap, int second) in window.Contacts())
        {
            (int output, int input) = isTransposed ? (second, first) : (first, second);
            for (int channel = 0; channel < _perGroup; channel++)
            {
                int row = (tap * _perGroup) + channel;
                int x = (input * stride) + (channel * _filterStride), w = row * _filterStride, z = output * _filterStride;
                forward.Add((output, x, w));
                weights.Add((row, x, z));
                inputs.Add(((input * _perGroup) + channel, z, w));
            }
        }

        _forward = PairTable.Of(_outputPositions, forward);
        _weights = PairTable.Of(window.Taps * _perGroup, weights);
        _inputs = PairTable.Of(_positions * _perGroup, inputs);
    }

    /// <summary>The floats of scratch memory that the kernels need.</summary>
    public int ScratchLength => _positions * _expanded;

    /// <summary>z = b + x * W.</summary>
    public void Forward(ref float x, ref float weight, ref float bias, ref float z, ref float scratch, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            PairKernel.Run(
                _forward, ref Sample(ref x, row, ref scratch), ref weight, ref Unsafe.Add(ref z, (nint)row * _forward.Rows * _filterStride), _filterStride, ref bias, accumulate: false);
        }
    }

    /// <summary>dL/dW = the sum over samples and positions of x and dL/dz.</summary>
    public void WeightGradient(ref float x, ref float dz, ref float dWeight, ref float scratch, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            PairKernel.Run(
                _weights, ref Sample(ref x, row, ref scratch), ref Unsafe.Add(ref dz, (nint)row * _forward.Rows * _filterStride), ref dWeight, _filterStride, ref Unsafe.NullRef<float>(),
                accumulate: row > 0);
        }
    }

    /// <summary>dL/dx = for every position the sum over the outputs that see it.</summary>
    public void InputGradient(ref float dz, ref float weight, ref float dx, ref float scratch, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float sample = ref Unsafe.Add(ref dx, (nint)row * _positions * _inputStride);
            ref float result = ref _expanded == 0 ? ref sample : ref scratch;
            PairKernel.Run(
                _inputs, ref Unsafe.Add(ref dz, (nint)row * _forward.Rows * _filterStride), ref weight, ref result, _filterStride, ref Unsafe.NullRef<float>(), accumulate: false);
            if (_expanded > 0)
            {
                Reduce(ref scratch, ref sample);
            }
        }
    }

    /// <summary>The floats of a position as the filters see it.</summary>
    internal int LineStride => _expanded == 0 ? _inputStride : _expanded;

    /// <summary>Lays a position out as the filters see it, for <see cref="ForwardLines"/>; what lies in its padding is left as it is.</summary>
    internal void Enter(ref float from, ref float to)
    {
        if (_expanded == 0)
        {
            CopyKernels.Copy(ref from, ref to, _channels);
        }
        else
        {
            ExpandLine(ref from, ref to);
        }
    }

    /// <summary>z = b + x * W of one sample whose positions are laid out.</summary>
    internal void ForwardLines(ref float lines, ref float weight, ref float bias, ref float z) =>
        PairKernel.Run(_forward, ref lines, ref weight, ref z, _filterStride, ref bias, accumulate: false);

    private static int Lines(int floats) => (floats + 15) & ~15;

    /// <summary>The channel that each filter of each expanded line sees, -1 in the padding.</summary>
    private int[] Sources(int filters)
    {
        int[] sources = new int[_expanded];
        for (int channel = 0; channel < _perGroup; channel++)
        {
            for (int filter = 0; filter < _filterStride; filter++)
            {
                sources[(channel * _filterStride) + filter] = filter < filters ? (filter / _filtersPerGroup * _perGroup) + channel : -1;
            }
        }

        return sources;
    }

    private ref float Sample(ref float x, int row, ref float scratch)
    {
        ref float sample = ref Unsafe.Add(ref x, (nint)row * _positions * _inputStride);
        if (_expanded == 0)
        {
            return ref sample;
        }

        Expand(ref sample, ref scratch);
        return ref scratch;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Expand(ref float sample, ref float expanded)
    {
        for (int position = 0; position < _positions; position++)
        {
            ExpandLine(ref Unsafe.Add(ref sample, position * _inputStride), ref Unsafe.Add(ref expanded, position * _expanded));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ExpandLine(ref float from, ref float to)
    {
        for (int i = 0; i < _sources.Length; i++)
        {
            int source = _sources[i];
            Unsafe.Add(ref to, i) = source < 0 ? 0 : Unsafe.Add(ref from, source);
        }
    }

    /// <summary>The gradient of a channel: the sum over the filters that see it, in ascending order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void Reduce(ref float expanded, ref float sample)
    {
        for (int position = 0; position < _positions; position++)
        {
            ref float from = ref Unsafe.Add(ref expanded, position * _expanded);
            ref float to = ref Unsafe.Add(ref sample, position * _inputStride);
            MemoryMarshal.CreateSpan(ref to, _inputStride).Clear();
            for (int channel = 0; channel < _channels; channel++)
            {
                int first = (channel % _perGroup * _filterStride) + (channel / _perGroup * _filtersPerGroup);
                float sum = 0;
                for (int filter = 0; filter < _filtersPerGroup; filter++)
                {
                    sum += Unsafe.Add(ref from, first + filter);
                }

                Unsafe.Add(ref to, channel) = sum;
            }
        }
    }
}
