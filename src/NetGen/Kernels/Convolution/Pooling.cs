using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace NetGen.Kernels;

/// <summary>
/// The kernels of one pooling layer, called by generated code: each channel's maximum or mean over the positions of a window.
/// Positions are rows of channels padded to 16 floats, or to 8. Positions in the padding take part in no maximum.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class Pooling
{
    private readonly int _positions;
    private readonly int _stride;
    private readonly bool _covers;
    private readonly int[] _counts;
    private readonly PairTable _windows;

    /// <summary>Prepares the kernels of one shape.</summary>
    /// <param name="window">How the window slides; every window sees at least one position.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="countPadding">Whether a mean divides by the size of the window rather than by the positions in it.</param>
    /// <param name="stride">The distance between positions: 8 for up to eight channels, or 0 for the channels rounded up to 16.</param>
    public Pooling(Window window, int channels, bool countPadding = true, int stride = 0)
    {
        ArgumentNullException.ThrowIfNull(window);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (stride != 0 && (stride != Lanes256.Count || channels > stride))
        {
            throw new ArgumentOutOfRangeException(nameof(stride), stride, "Rows of 8 floats hold up to eight channels.");
        }

        _positions = window.Positions;
        _stride = stride == 0 ? (channels + 15) & ~15 : stride;
        var pairs = new List<(int Row, int A, int B)>();
        int[] uses = new int[_positions];
        foreach ((int output, _, int input) in window.Contacts())
        {
            pairs.Add((output, input * _stride, input));
            uses[input]++;
        }

        _windows = PairTable.Of(window.OutputPositions, pairs);
        _covers = Array.TrueForAll(uses, static count => count == 1);
        _counts = new int[_windows.Rows];
        for (int output = 0; output < _counts.Length; output++)
        {
            int count = _windows.Count(output);
            if (count == 0)
            {
                throw new ArgumentException($"The window of output {output} lies in the padding altogether.", nameof(window));
            }

            _counts[output] = countPadding ? window.Taps : count;
        }
    }

    /// <summary>y[p] = the largest x of the window; NaN where one is NaN.</summary>
    public void MaxForward(ref float x, ref float y, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float sample = ref Sample(ref x, row);
            ref float result = ref Result(ref y, row);
            if (Lanes512.IsSupported && _stride >= Lanes512.Count)
            {
                MaxForward<Lanes512>(ref sample, ref result);
            }
            else if (Lanes256.IsSupported)
            {
                MaxForward<Lanes256>(ref sample, ref result);
            }
            else if (Lanes128.IsSupported)
            {
                MaxForward<Lanes128>(ref sample, ref result);
            }
            else
            {
                MaxForward<LanesScalar>(ref sample, ref result);
            }
        }
    }

    /// <summary>a = max(0, z) and y[p] = the largest a of the window, where every position lies in one window; NaN where one is NaN.</summary>
    public void RectifiedMaxForward(ref float z, ref float a, ref float y, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float sample = ref Sample(ref z, row);
            ref float activation = ref Sample(ref a, row);
            ref float result = ref Result(ref y, row);
            if (Lanes512.IsSupported && _stride >= Lanes512.Count)
            {
                RectifiedMaxForward<Lanes512>(ref sample, ref activation, ref result);
            }
            else if (Lanes256.IsSupported)
            {
                RectifiedMaxForward<Lanes256>(ref sample, ref activation, ref result);
            }
            else if (Lanes128.IsSupported)
            {
                RectifiedMaxForward<Lanes128>(ref sample, ref activation, ref result);
            }
            else
            {
                RectifiedMaxForward<LanesScalar>(ref sample, ref activation, ref result);
            }
        }
    }

    /// <summary>
    /// y[p] = the largest max(0, z) of the window, NaN where one is NaN, and its origin: the first position that has it, as the bits of an integer.
    /// </summary>
    public void RoutedRectifiedMaxForward(ref float z, ref float y, ref float origins, int rows) => RoutedForward(ref z, ref y, ref origins, rows, isRectified: true);

    /// <summary>y[p] = the largest x of the window, NaN where one is NaN, and its origin: the first position that has it, as the bits of an integer.</summary>
    public void RoutedMaxForward(ref float x, ref float y, ref float origins, int rows) => RoutedForward(ref x, ref y, ref origins, rows, isRectified: false);

    /// <summary>dL/dy where y &gt; 0, 0 elsewhere, in place: where y is the largest max(0, z) of a window, dL/dz at its origin.</summary>
    public void RoutedRectifiedMaxBackward(ref float y, ref float dy, int rows)
    {
        nint length = (nint)rows * _windows.Rows * _stride;
        if (Lanes512.IsSupported && _stride >= Lanes512.Count)
        {
            RoutedRectifiedMaxBackward<Lanes512>(ref y, ref dy, length);
        }
        else if (Lanes256.IsSupported)
        {
            RoutedRectifiedMaxBackward<Lanes256>(ref y, ref dy, length);
        }
        else if (Lanes128.IsSupported)
        {
            RoutedRectifiedMaxBackward<Lanes128>(ref y, ref dy, length);
        }
        else
        {
            RoutedRectifiedMaxBackward<LanesScalar>(ref y, ref dy, length);
        }
    }

    /// <summary>dL/dx = dL/dy at the first position of the window that has the maximum, 0 elsewhere.</summary>
    public void MaxBackward(ref float x, ref float y, ref float dy, ref float dx, int rows) => MaxBackward(ref x, ref y, ref dy, ref dx, rows, isRectified: false);

    /// <summary>
    /// Where x = max(0, z), dL/dz = dL/dy at the first position of the window that has the maximum if that is greater than 0, 0 elsewhere: what
    /// <see cref="MaxBackward(ref float, ref float, ref float, ref float, int)"/> gives, times the derivative of the activation.
    /// </summary>
    public void RectifiedMaxBackward(ref float x, ref float y, ref float dy, ref float dz, int rows) => MaxBackward(ref x, ref y, ref dy, ref dz, rows, isRectified: true);

    /// <summary>y[p] = the sum over the window, divided by its size.</summary>
    public void AverageForward(ref float x, ref float y, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float sample = ref Sample(ref x, row);
            ref float result = ref Result(ref y, row);
            if (Lanes512.IsSupported && _stride >= Lanes512.Count)
            {
                AverageForward<Lanes512>(ref sample, ref result);
            }
            else if (Lanes256.IsSupported)
            {
                AverageForward<Lanes256>(ref sample, ref result);
            }
            else if (Lanes128.IsSupported)
            {
                AverageForward<Lanes128>(ref sample, ref result);
            }
            else
            {
                AverageForward<LanesScalar>(ref sample, ref result);
            }
        }
    }

    /// <summary>dL/dx = dL/dy divided by the size of the window, at every position of it.</summary>
    public void AverageBackward(ref float dy, ref float dx, int rows)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float resultGradient = ref Result(ref dy, row);
            ref float gradient = ref Cleared(ref dx, row);
            if (Lanes512.IsSupported && _stride >= Lanes512.Count)
            {
                AverageBackward<Lanes512>(ref resultGradient, ref gradient);
            }
            else if (Lanes256.IsSupported)
            {
                AverageBackward<Lanes256>(ref resultGradient, ref gradient);
            }
            else if (Lanes128.IsSupported)
            {
                AverageBackward<Lanes128>(ref resultGradient, ref gradient);
            }
            else
            {
                AverageBackward<LanesScalar>(ref resultGradient, ref gradient);
            }
        }
    }

    private void MaxBackward(ref float x, ref float y, ref float dy, ref float dx, int rows, bool isRectified)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float sample = ref Sample(ref x, row);
            ref float result = ref Result(ref y, row);
            ref float resultGradient = ref Result(ref dy, row);
            ref float gradient = ref Cleared(ref dx, row);
            if (Lanes512.IsSupported && _stride >= Lanes512.Count)
            {
                MaxBackward<Lanes512>(ref sample, ref result, ref resultGradient, ref gradient, isRectified);
            }
            else if (Lanes256.IsSupported)
            {
                MaxBackward<Lanes256>(ref sample, ref result, ref resultGradient, ref gradient, isRectified);
            }
            else if (Lanes128.IsSupported)
            {
                MaxBackward<Lanes128>(ref sample, ref result, ref resultGradient, ref gradient, isRectified);
            }
            else
            {
                MaxBackward<LanesScalar>(ref sample, ref result, ref resultGradient, ref gradient, isRectified);
            }
        }
    }

    private void RoutedForward(ref float x, ref float y, ref float origins, int rows, bool isRectified)
    {
        for (int row = 0; row < rows; row++)
        {
            ref float sample = ref Sample(ref x, row);
            ref float result = ref Result(ref y, row);
            ref float origin = ref Result(ref origins, row);
            if (Lanes512.IsSupported && _stride >= Lanes512.Count)
            {
                RoutedMaxForward<Lanes512>(ref sample, ref result, ref origin, isRectified);
            }
            else if (Lanes256.IsSupported)
            {
                RoutedMaxForward<Lanes256>(ref sample, ref result, ref origin, isRectified);
            }
            else if (Lanes128.IsSupported)
            {
                RoutedMaxForward<Lanes128>(ref sample, ref result, ref origin, isRectified);
            }
            else
            {
                RoutedMaxForward<LanesScalar>(ref sample, ref result, ref origin, isRectified);
            }
        }
    }

    private ref float Sample(ref float x, int row) => ref Unsafe.Add(ref x, (nint)row * _positions * _stride);

    private ref float Result(ref float y, int row) => ref Unsafe.Add(ref y, (nint)row * _windows.Rows * _stride);

    /// <summary>The gradient of a sample, zero unless every position will be written once.</summary>
    private ref float Cleared(ref float dx, int row)
    {
        ref float sample = ref Sample(ref dx, row);
        if (!_covers)
        {
            MemoryMarshal.CreateSpan(ref sample, _positions * _stride).Clear();
        }

        return ref sample;
    }
}
