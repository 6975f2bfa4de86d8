namespace NetGen;

/// <summary>What surrounds the input of a convolution or pooling. Explicit amounts are set with <c>Pad</c> instead.</summary>
public enum Padding
{
    /// <summary>Nothing: the window stays within the input. With n inputs, k taps and stride s: ⌊(n - k)/s⌋ + 1 outputs.</summary>
    Valid = 0,

    /// <summary>
    /// As many zeros as give ⌈n/s⌉ outputs: half of them before the input and half after it, and of an odd number the extra one
    /// after it (TensorFlow and Keras <c>same</c>; PyTorch <c>padding='same'</c>, which knows stride 1 only).
    /// </summary>
    Same,

    /// <summary>All of the zeros of <see cref="Same"/> with stride 1 before the input, so that an output sees no later input; sequences only.</summary>
    Causal,
}
