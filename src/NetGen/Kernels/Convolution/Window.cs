using System.ComponentModel;

namespace NetGen.Kernels;

/// <summary>
/// How a window slides over an image, called by generated code: output position (y, x) sees the input positions
/// (y·strideY - top + i·dilationY, x·strideX - left + j·dilationX). A sequence is an image of height 1.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class Window
{
    /// <summary>Describes a window; the sizes are those that the generator has checked.</summary>
    public Window(
        int height, int width, int outputHeight, int outputWidth, int kernelHeight, int kernelWidth,
        int strideY = 1, int strideX = 1, int dilationY = 1, int dilationX = 1, int top = 0, int left = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelHeight, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(kernelWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(strideY, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(strideX, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilationY, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(dilationX, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(top);
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        Height = height;
        Width = width;
        OutputHeight = outputHeight;
        OutputWidth = outputWidth;
        KernelHeight = kernelHeight;
        KernelWidth = kernelWidth;
        StrideY = strideY;
        StrideX = strideX;
        DilationY = dilationY;
        DilationX = dilationX;
        Top = top;
        Left = left;
        PaddedHeight = Math.Max(top + height, ((outputHeight - 1) * strideY) + ((kernelHeight - 1) * dilationY) + 1);
        PaddedWidth = Math.Max(left + width, ((outputWidth - 1) * strideX) + ((kernelWidth - 1) * dilationX) + 1);
    }

    /// <summary>Rows of the input.</summary>
    public int Height { get; }

    /// <summary>Columns of the input.</summary>
    public int Width { get; }

    /// <summary>Rows of the output.</summary>
    public int OutputHeight { get; }

    /// <summary>Columns of the output.</summary>
    public int OutputWidth { get; }

    /// <summary>Rows of the window.</summary>
    public int KernelHeight { get; }

    /// <summary>Columns of the window.</summary>
    public int KernelWidth { get; }

    /// <summary>How many rows the window moves at a time.</summary>
    public int StrideY { get; }

    /// <summary>How many columns the window moves at a time.</summary>
    public int StrideX { get; }

    /// <summary>The distance between rows of the window.</summary>
    public int DilationY { get; }

    /// <summary>The distance between columns of the window.</summary>
    public int DilationX { get; }

    /// <summary>Rows of padding above the input.</summary>
    public int Top { get; }

    /// <summary>Columns of padding before the input.</summary>
    public int Left { get; }

    /// <summary>The rows of the input with all padding that the window reaches.</summary>
    public int PaddedHeight { get; }

    /// <summary>The columns of the input with all padding that the window reaches.</summary>
    public int PaddedWidth { get; }

    /// <summary>The positions of the input.</summary>
    public int Positions => Height * Width;

    /// <summary>The positions of the output.</summary>
    public int OutputPositions => OutputHeight * OutputWidth;

    /// <summary>The positions of the window.</summary>
    public int Taps => KernelHeight * KernelWidth;

    /// <summary>Whether the window reaches beyond the input.</summary>
    public bool IsPadded => PaddedHeight > Height || PaddedWidth > Width;

    /// <summary>
    /// Every output position with every tap that lies within the input and the input position it falls on, in the order of
    /// outputs and taps.
    /// </summary>
    internal IEnumerable<(int Output, int Tap, int Input)> Contacts()
    {
        for (int output = 0; output < OutputPositions; output++)
        {
            for (int tap = 0; tap < Taps; tap++)
            {
                int y = (output / OutputWidth * StrideY) - Top + (tap / KernelWidth * DilationY);
                int x = (output % OutputWidth * StrideX) - Left + (tap % KernelWidth * DilationX);
                if (y >= 0 && y < Height && x >= 0 && x < Width)
                {
                    yield return (output, tap, (y * Width) + x);
                }
            }
        }
    }

    /// <summary>Where the window of each output position starts in the padded input with positions that far apart.</summary>
    internal int[] Starts(int positionStride)
    {
        int[] starts = new int[OutputPositions];
        for (int y = 0; y < OutputHeight; y++)
        {
            for (int x = 0; x < OutputWidth; x++)
            {
                starts[(y * OutputWidth) + x] = ((y * StrideY * PaddedWidth) + (x * StrideX)) * positionStride;
            }
        }

        return starts;
    }

    /// <summary>How far each tap and channel lies from the window's start: [taps, channels].</summary>
    internal int[] Offsets(int positionStride, int channels)
    {
        int[] offsets = new int[Taps * channels];
        int next = 0;
        for (int i = 0; i < KernelHeight; i++)
        {
            for (int j = 0; j < KernelWidth; j++)
            {
                int tap = ((i * DilationY * PaddedWidth) + (j * DilationX)) * positionStride;
                for (int channel = 0; channel < channels; channel++)
                {
                    offsets[next++] = tap + channel;
                }
            }
        }

        return offsets;
    }
}
