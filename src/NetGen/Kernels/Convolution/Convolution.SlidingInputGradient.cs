using System.Runtime.CompilerServices;

namespace NetGen.Kernels;

/// <content>The gradient of an input of few channels where windows move by one column.</content>
public sealed partial class Convolution
{
    /// <summary>
    /// Gradients of n positions side by side touch n + k - 1 positions of the input with a row of k taps. These stay in registers while all filters
    /// pass by, where the products for all taps would be stored and added up.
    /// </summary>
    private bool HasSlidingInputGradient => HasFewChannels && _window is { StrideX: 1, DilationX: 1, KernelWidth: > 1, OutputWidth: >= 4 };

    private void SlideInputGradient(ref float output, ref float transposed, ref float sample)
    {
        if (Lanes256.IsSupported)
        {
            SlideInputGradient<Lanes256>(ref output, ref transposed, ref sample);
        }
        else if (Lanes128.IsSupported)
        {
            SlideInputGradient<Lanes128>(ref output, ref transposed, ref sample);
        }
        else
        {
            SlideInputGradient<LanesScalar>(ref output, ref transposed, ref sample);
        }
    }

    /// <summary>
    /// Two rows of positions at a time, for each row of taps, which is taken in parts of five, three and two. Rows, parts and tiles are the same at every
    /// register width: they decide the order of the sums. The two rows are independent, so that one tile or two make no difference.
    /// </summary>
    private void SlideInputGradient<V>(ref float output, ref float transposed, ref float sample)
        where V : struct, ILanes<V>
    {
        int taps = _window.KernelWidth;
        for (int y = 0; y < _window.OutputHeight; y += 2)
        {
            bool isPair = y + 1 < _window.OutputHeight;
            ref float z = ref Unsafe.Add(ref output, y * _window.OutputWidth * _outputStride);
            for (int i = 0; i < _window.KernelHeight; i++)
            {
                ref float x = ref Unsafe.Add(ref sample, ((y * _window.StrideY) + (i * _window.DilationY)) * _window.PaddedWidth * _inputStride);
                for (int tap = 0; tap < taps;)
                {
                    ref float weight = ref Unsafe.Add(ref transposed, ((i * taps) + tap) * FewChannels);
                    ref float target = ref Unsafe.Add(ref x, tap * _inputStride);
                    switch (taps - tap)
                    {
                        case 2 or 4:
                            SlideRows<V, Count2>(ref z, ref weight, ref target, isPair);
                            tap += 2;
                            break;
                        case 3 or 6:
                            SlideRows<V, Count3>(ref z, ref weight, ref target, isPair);
                            tap += 3;
                            break;
                        default:
                            SlideRows<V, Count5>(ref z, ref weight, ref target, isPair);
                            tap += 5;
                            break;
                    }
                }
            }
        }
    }

    /// <summary>One row of gradients or two; two rows of eight positions need the 32 registers that come with those of 512 bits.</summary>
    private void SlideRows<V, TTaps>(ref float z, ref float weight, ref float x, bool isPair)
        where V : struct, ILanes<V>
        where TTaps : struct, ICount
    {
        if (isPair && Lanes512.IsSupported)
        {
            SlideRow<V, TTaps, Count2>(ref z, ref weight, ref x);
            return;
        }

        SlideRow<V, TTaps, Count1>(ref z, ref weight, ref x);
        if (isPair)
        {
            SlideRow<V, TTaps, Count1>(ref Unsafe.Add(ref z, _window.OutputWidth * _outputStride), ref weight, ref Unsafe.Add(ref x, RowBelow));
        }
    }

    /// <summary>How much further the second row of gradients reaches in x.</summary>
    private int RowBelow => _window.StrideY * _window.PaddedWidth * _inputStride;

    /// <summary>Rows of gradients in tiles of eight positions, four and one.</summary>
    private void SlideRow<V, TTaps, TRows>(ref float z, ref float weight, ref float x)
        where V : struct, ILanes<V>
        where TTaps : struct, ICount
        where TRows : struct, ICount
    {
        int width = _window.OutputWidth, position = 0;
        for (; position + 8 <= width; position += 8)
        {
            SlideTile<V, TTaps, Count8, TRows>(ref Unsafe.Add(ref z, position * _outputStride), ref weight, ref Unsafe.Add(ref x, position * _inputStride));
        }

        for (; position + 4 <= width; position += 4)
        {
            SlideTile<V, TTaps, Count4, TRows>(ref Unsafe.Add(ref z, position * _outputStride), ref weight, ref Unsafe.Add(ref x, position * _inputStride));
        }

        for (; position < width; position++)
        {
            SlideTile<V, TTaps, Count1, TRows>(ref Unsafe.Add(ref z, position * _outputStride), ref weight, ref Unsafe.Add(ref x, position * _inputStride));
        }
    }
}
