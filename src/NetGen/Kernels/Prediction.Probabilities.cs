namespace NetGen.Kernels;

public static partial class Prediction
{
    /// <summary>Turns rows of logits into probabilities in place.</summary>
    public static void Softmax(Span<float> values, int columns)
    {
        int stride = (columns + 15) & ~15;
        AlignedBuffer scratch = Rent(stride);
        for (int row = 0; row < values.Length; row += columns)
        {
            Span<float> logits = values.Slice(row, columns);
            scratch.Span[..stride].Clear();
            logits.CopyTo(scratch.Span);
            SoftmaxKernels.Softmax(ref scratch.Reference, ref scratch.Reference, 1, columns, stride);
            scratch.Span[..columns].CopyTo(logits);
        }

        Return(scratch);
    }

    /// <summary>Turns logits into probabilities in place.</summary>
    public static void Sigmoid(Span<float> values, int columns)
    {
        foreach (ref float value in values)
        {
            value = VectorMath.Sigmoid(value);
        }
    }
}
