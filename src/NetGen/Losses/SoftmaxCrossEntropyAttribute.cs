namespace NetGen;

/// <summary>
/// Loss: -Σ t·ln softmax(z) over the classes, the mean over the batch. The targets are class indices
/// (<c>ReadOnlySpan&lt;int&gt;</c>, [batch]) or probabilities ([batch, classes]: one-hot or soft).
/// </summary>
/// <remarks>PyTorch <c>CrossEntropyLoss</c>: it contains the softmax, so the layer before it is linear.</remarks>
public sealed class SoftmaxCrossEntropyAttribute : LossAttribute
{
    /// <summary>
    /// Mixes the targets with the uniform distribution: t·(1 - s) + s/classes (Szegedy et al. 2016; PyTorch
    /// <c>label_smoothing</c>). In [0, 1); default 0.
    /// </summary>
    public float LabelSmoothing { get; set; }
}
