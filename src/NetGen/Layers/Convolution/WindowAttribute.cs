namespace NetGen;

/// <summary>
/// The base of layers that slide a window over an image or a sequence. For n inputs, k taps, stride s, dilation d and p zeros of
/// padding in all there are ⌊(n + p - d·(k - 1) - 1)/s⌋ + 1 outputs (as PyTorch), along each axis.
/// </summary>
public abstract class WindowAttribute : LayerAttribute
{
    private protected WindowAttribute()
    {
    }

    /// <summary>How far the window moves at a time; default 1, for pooling the size of the window.</summary>
    public int Stride { get; set; }

    /// <summary>The stride from row to row of an image, where it differs from <see cref="Stride"/>.</summary>
    public int StrideHeight { get; set; }

    /// <summary>The stride from column to column of an image, where it differs from <see cref="Stride"/>.</summary>
    public int StrideWidth { get; set; }

    /// <summary>The distance between neighbouring taps of the window; default 1.</summary>
    public int Dilation { get; set; } = 1;

    /// <summary>The dilation from row to row of an image, where it differs from <see cref="Dilation"/>.</summary>
    public int DilationHeight { get; set; }

    /// <summary>The dilation from column to column of an image, where it differs from <see cref="Dilation"/>.</summary>
    public int DilationWidth { get; set; }

    /// <summary>What surrounds the input; default <see cref="NetGen.Padding.Valid"/>, which is nothing.</summary>
    public Padding Padding { get; set; }

    /// <summary>Positions of padding on every side, instead of <see cref="Padding"/>; default 0.</summary>
    public int Pad { get; set; }

    /// <summary>Positions of padding above an image, where it differs from <see cref="Pad"/>.</summary>
    public int PadTop { get; set; }

    /// <summary>Positions of padding below an image, where it differs from <see cref="Pad"/>.</summary>
    public int PadBottom { get; set; }

    /// <summary>Positions of padding before each row of an image or before a sequence, where it differs from <see cref="Pad"/>.</summary>
    public int PadLeft { get; set; }

    /// <summary>Positions of padding after each row of an image or after a sequence, where it differs from <see cref="Pad"/>.</summary>
    public int PadRight { get; set; }
}
