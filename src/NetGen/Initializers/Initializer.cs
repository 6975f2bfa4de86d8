namespace NetGen;

/// <summary>Fills parameter tensors.</summary>
public static class Initializer
{
    /// <summary>Fills one tensor of a parameter buffer: the same seed and stream give the same bits on every machine.</summary>
    public static void Fill(Span<float> buffer, ParameterInfo parameter, long seed, int stream) =>
        throw new NotSupportedException();
}
