namespace NetGen.Tests.Training;

/// <summary>With an L2 penalty and a max-norm on the weights.</summary>
public sealed class LimitedSpec : IHandSpec
{
    public static NetworkInfo Info { get; } = HandSpecs.Chain(
        "LimitedNet", 2, "MeanSquaredError", "Dense:3 Tanh Dense:2", Instrumentation.On,
        static p => p.Role == ParameterRole.Weight ? p with { L2 = 0.01f, Constraint = Constraint.MaxNorm, ConstraintLimit = 0.5f } : p);
}
