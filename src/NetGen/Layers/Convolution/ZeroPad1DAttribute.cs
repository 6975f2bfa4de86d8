namespace NetGen;

/// <summary>Puts zeros before and after a sequence (PyTorch <c>ConstantPad1d</c> with 0, Keras <c>ZeroPadding1D</c>).</summary>
/// <param name="before">Steps of zeros before; at least 0.</param>
/// <param name="after">Steps of zeros after; at least 0.</param>
public sealed class ZeroPad1DAttribute(int before, int after) : LayerAttribute
{
    /// <summary>The same number before and after.</summary>
    /// <param name="pad">Steps of zeros; at least 0.</param>
    public ZeroPad1DAttribute(int pad)
        : this(pad, pad)
    {
    }

    /// <summary>Steps of zeros before.</summary>
    public int Before { get; } = before;

    /// <summary>Steps of zeros after.</summary>
    public int After { get; } = after;
}
