namespace NetGen;

/// <summary>
/// What a generated network offers. The face a user works with is <see cref="Predict"/> and
/// <see cref="Parameters"/>; the rest is what a trainer, or a training loop of one's own, is built from.
/// </summary>
/// <typeparam name="TSelf">The network class.</typeparam>
public interface INetwork<TSelf>
    where TSelf : class, INetwork<TSelf>
{
    /// <summary>Layers, parameters and sizes.</summary>
    static abstract NetworkInfo Info { get; }

    /// <summary>Creates a network with freshly initialised parameters: the same seed gives the same bits.</summary>
    static abstract TSelf Create(long seed);

    /// <summary>The parameters: one contiguous, 64-byte aligned buffer.</summary>
    ParameterBuffer Parameters { get; }

    /// <summary>
    /// Predicts a batch. The batch is <c>input.Length / InputSize</c> rows. Thread-safe and allocation-free. While another
    /// thread trains this object the rows may see parameters of two neighbouring steps; clone the network where that matters.
    /// </summary>
    /// <param name="input">[batch, InputSize], row-major.</param>
    /// <param name="output">[batch, OutputSize], row-major.</param>
    /// <exception cref="ArgumentException">A span has the wrong length; nothing is written.</exception>
    void Predict(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>
    /// Computes the activations of <c>workspace.Batch</c> rows and keeps them in the workspace for
    /// <see cref="Backward"/>. The caller has checked the lengths.
    /// </summary>
    void Forward(ReadOnlySpan<float> input, Workspace workspace);

    /// <summary>
    /// Computes the loss of the forward pass in the workspace, and its gradient with respect to the network's output. One of
    /// the two spans of targets is empty. The caller has checked the lengths.
    /// </summary>
    /// <returns>The loss; infinity when it leaves the range of <see langword="float"/>.</returns>
    float Loss(ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, Workspace workspace);

    /// <summary>
    /// Propagates the output gradient in the workspace back to every parameter: fills <c>workspace.Gradients</c> and,
    /// unless instrumentation is off, <c>workspace.Statistics</c>.
    /// </summary>
    void Backward(ReadOnlySpan<float> input, Workspace workspace);
}
