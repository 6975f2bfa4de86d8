using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Model;

/// <summary>How a window slides over an image; a sequence is an image of height 1.</summary>
internal sealed record WindowModel(
    int Height, int Width, int OutputHeight, int OutputWidth, int KernelHeight, int KernelWidth,
    int StrideY, int StrideX, int DilationY, int DilationX, int Top, int Left)
{
    public int Positions => Height * Width;

    public int OutputPositions => OutputHeight * OutputWidth;

    public int Taps => KernelHeight * KernelWidth;

    /// <summary>The input with all padding that the window reaches.</summary>
    public int PaddedHeight => Math.Max(Top + Height, ((OutputHeight - 1) * StrideY) + ((KernelHeight - 1) * DilationY) + 1);

    public int PaddedWidth => Math.Max(Left + Width, ((OutputWidth - 1) * StrideX) + ((KernelWidth - 1) * DilationX) + 1);

    public bool IsPadded => PaddedHeight > Height || PaddedWidth > Width;

    /// <summary>Whether each output position sees exactly the input position of the same place.</summary>
    public bool IsPointwise => Taps == 1 && StrideY == 1 && StrideX == 1 && !IsPadded;

    /// <summary>Whether every position of the input lies in exactly one window.</summary>
    public bool IsPartition =>
        !IsPadded && DilationY == 1 && DilationX == 1 && StrideY == KernelHeight && StrideX == KernelWidth
        && OutputHeight * StrideY == Height && OutputWidth * StrideX == Width;

    public bool IsSequence => Height == 1 && OutputHeight == 1 && KernelHeight == 1;

    /// <summary>The window as a name: what differs from the plain case only.</summary>
    public string Name
    {
        get
        {
            string name = $"{Size(Height, Width)}_{Size(KernelHeight, KernelWidth)}_{Size(OutputHeight, OutputWidth)}";
            name += StrideY == 1 && StrideX == 1 ? "" : $"_stride{Pair(StrideY, StrideX)}";
            name += DilationY == 1 && DilationX == 1 ? "" : $"_dilation{Pair(DilationY, DilationX)}";
            return name + (Top == 0 && Left == 0 ? "" : $"_from{Pair(Top, Left)}");
        }
    }

    /// <summary>The construction of the runtime's window.</summary>
    public string Construction
    {
        get
        {
            string text = $"new Window({Text.Of(Height)}, {Text.Of(Width)}, {Text.Of(OutputHeight)}, {Text.Of(OutputWidth)}, {Text.Of(KernelHeight)}, {Text.Of(KernelWidth)}";
            text += StrideY == 1 && StrideX == 1 ? "" : $", strideY: {Text.Of(StrideY)}, strideX: {Text.Of(StrideX)}";
            text += DilationY == 1 && DilationX == 1 ? "" : $", dilationY: {Text.Of(DilationY)}, dilationX: {Text.Of(DilationX)}";
            return text + (Top == 0 && Left == 0 ? "" : $", top: {Text.Of(Top)}, left: {Text.Of(Left)}") + ")";
        }
    }

    private string Size(int height, int width) => IsSequence ? Text.Of(width) : Pair(height, width);

    private static string Pair(int height, int width) => $"{Text.Of(height)}x{Text.Of(width)}";
}
