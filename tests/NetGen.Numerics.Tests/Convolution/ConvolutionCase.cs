using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The shape of a convolution or pooling with its output size.</summary>
internal sealed record ConvolutionCase(int Height, int Width, int Channels, int Filters, int KernelHeight, int KernelWidth)
{
    public int StrideY { get; init; } = 1;

    public int StrideX { get; init; } = 1;

    public int DilationY { get; init; } = 1;

    public int DilationX { get; init; } = 1;

    public int Top { get; init; }

    public int Bottom { get; init; }

    public int Left { get; init; }

    public int Right { get; init; }

    public int Groups { get; init; } = 1;

    public int OutputHeight => ((Height + Top + Bottom - ((KernelHeight - 1) * DilationY) - 1) / StrideY) + 1;

    public int OutputWidth => ((Width + Left + Right - ((KernelWidth - 1) * DilationX) - 1) / StrideX) + 1;

    public int Positions => Height * Width;

    public int OutputPositions => OutputHeight * OutputWidth;

    public int Taps => KernelHeight * KernelWidth;

    public Window Window => new(
        Height, Width, OutputHeight, OutputWidth, KernelHeight, KernelWidth, StrideY, StrideX, DilationY, DilationX, Top, Left);

    /// <summary>Kernels, strides, dilations, paddings, groups and numbers of channels around the sizes of tiles.</summary>
    public static IReadOnlyList<ConvolutionCase> Dense { get; } =
    [
        new(1, 1, 1, 1, 1, 1),
        new(5, 5, 1, 1, 3, 3),
        new(28, 28, 1, 6, 5, 5),
        new(13, 17, 1, 18, 7, 7) { StrideY = 2, Top = 3, Bottom = 3, Left = 3, Right = 3 },
        new(9, 9, 1, 17, 3, 2) { DilationY = 2 },
        new(1, 40, 1, 9, 1, 9) { Left = 8 },
        new(8, 11, 1, 16, 2, 3) { StrideY = 3 },
        new(8, 11, 1, 24, 2, 4) { Right = 2 },
        new(12, 12, 6, 16, 5, 5),
        new(7, 9, 3, 5, 3, 3) { Top = 1, Bottom = 1, Left = 1, Right = 1 },
        new(7, 9, 3, 5, 3, 2) { Top = 1, Bottom = 2, Right = 1 },
        new(9, 8, 4, 17, 3, 3) { StrideY = 2, StrideX = 2 },
        new(9, 8, 4, 17, 3, 3) { StrideY = 2, StrideX = 3, Top = 1, Left = 1 },
        new(11, 10, 9, 33, 3, 2) { DilationY = 3, DilationX = 2 },
        new(11, 10, 8, 40, 3, 3) { DilationY = 2, DilationX = 2, Top = 2, Bottom = 2, Left = 2, Right = 2, StrideX = 2 },
        new(6, 5, 16, 48, 2, 2),
        new(4, 4, 20, 20, 4, 4),
        new(3, 3, 2, 64, 3, 3) { Top = 4, Bottom = 4, Left = 4, Right = 4 },
        new(1, 30, 5, 8, 1, 4) { Left = 3 },
        new(1, 30, 18, 7, 1, 3) { StrideX = 4, DilationX = 2, Left = 2, Right = 1 },
        new(8, 1, 2, 3, 5, 1) { Top = 2, Bottom = 2 },
        new(11, 13, 1, 6, 7, 5) { StrideY = 2, Top = 1 },
        new(9, 14, 1, 20, 5, 3) { DilationY = 2 },
        new(4, 16, 8, 3, 3, 6),
        new(4, 17, 6, 9, 2, 7) { StrideY = 2, Left = 1 },
        new(5, 15, 2, 16, 3, 8) { DilationY = 2 },
        new(3, 12, 7, 4, 2, 4) { Right = 1 },
        .. Enumerable.Range(1, 9).Select(static n => new ConvolutionCase(6, 11, n, 10 - n, 3, 3) { Top = 1, Bottom = 1, Left = 1, Right = 1 }),
        .. Enumerable.Range(1, 9).Select(static n => new ConvolutionCase(7, 13, n, n, 5, 5)),
        new(6, 6, 32, 32, 3, 3) { Groups = 2, Top = 1, Bottom = 1, Left = 1, Right = 1 },
        new(5, 7, 48, 96, 2, 3) { Groups = 3, StrideX = 2 },
    ];

    /// <summary>Groups that fill no vector, depthwise among them.</summary>
    public static IReadOnlyList<ConvolutionCase> Grouped { get; } =
    [
        new(7, 6, 5, 5, 3, 3) { Groups = 5, Top = 1, Bottom = 1, Left = 1, Right = 1 },
        new(7, 6, 16, 16, 3, 3) { Groups = 16, StrideX = 2, StrideY = 2 },
        new(6, 6, 70, 70, 3, 2) { Groups = 70, DilationY = 2 },
        new(6, 6, 3, 12, 3, 3) { Groups = 3, Top = 1, Left = 1 },
        new(6, 5, 12, 8, 2, 3) { Groups = 4, StrideY = 2, Bottom = 1 },
        new(5, 5, 18, 27, 3, 3) { Groups = 9, Top = 2, Bottom = 2, Left = 2, Right = 2, DilationX = 2, DilationY = 2 },
        new(1, 20, 8, 16, 1, 5) { Groups = 8, Left = 4 },
    ];
}
