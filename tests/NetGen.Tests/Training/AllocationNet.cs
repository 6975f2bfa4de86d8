namespace NetGen.Tests.Training;

/// <summary>
/// A network that allocates nothing itself and computes no more than it must: a constant gradient and a falling loss. What is left is the trainer.
/// </summary>
public sealed class AllocationNet(long seed) : INetwork<AllocationNet>
{
    public static NetworkInfo Info { get; } = HandSpecs.Chain(
        "AllocationNet", 2, "MeanSquaredError", "Dense:3 Tanh Dense:2", Instrumentation.On,
        static p => p.Role == ParameterRole.Weight ? p with { L2 = 1e-4f, Constraint = Constraint.MaxNorm, ConstraintLimit = 2f } : p);

    public ParameterBuffer Parameters { get; } = new(Info, seed);

    public bool Fails { get; set; }

    public static AllocationNet Create(long seed) => new(seed);

    public void Predict(ReadOnlySpan<float> input, Span<float> output) => output.Clear();

    public void Forward(ReadOnlySpan<float> input, Workspace workspace) => workspace.Memory.Fill(0.5f);

    public float Loss(ReadOnlySpan<float> targets, ReadOnlySpan<int> labels, Workspace workspace) => Fails ? float.NaN : 1f / workspace.Step;

    public void Backward(ReadOnlySpan<float> input, Workspace workspace)
    {
        for (int i = 0; i < Info.Parameters.Length; i++)
        {
            ParameterInfo p = Info.Parameters[i];
            workspace.Gradients.Span[p.Offset] = 0.1f;
            workspace.Statistics[i] = new TensorStatistics { SumOfSquares = 0.1f * 0.1f, MaxAbs = 0.1f };
        }
    }
}
