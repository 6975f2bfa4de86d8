namespace NetGen.Generator.Tests;

/// <summary>
/// The full text of what is generated, so that a change of its readability is seen. Accept with NETGEN_ACCEPT_SNAPSHOTS=1.
/// </summary>
public sealed class NetworkSnapshotTests
{
    [Fact]
    public Task Smallest() => Verify(GeneratorHarness.Run(Samples.Smallest).Driver);

    [Fact]
    public Task Regression() => VerifySample(Samples.Regression);

    [Fact]
    public Task Shaped() => VerifyWithoutKernels(Samples.Shaped);

    [Fact]
    public Task Composed() => VerifyWithoutKernels(Samples.Composed);

    [Fact]
    public Task Sequences() => VerifySample(Samples.Sequences);

    [Fact]
    public Task SharedShapes() => VerifySample(Samples.SharedShapes);

    [Fact]
    public Task Convolutions() => VerifySample(Samples.Convolutions);

    [Fact]
    public Task EveryActivation() => VerifySample(Samples.EveryActivation);

    [Fact]
    public Task ActivationOptions() => VerifySample(Samples.ActivationOptions);

    [Fact]
    public Task Custom() => VerifyWithoutKernels(Samples.Custom);

    [Fact]
    public Task InstrumentationOff() => VerifyWithoutKernels(Samples.Uninstrumented);

    [Fact]
    public Task WeightNorm() => VerifyWithoutKernels(Samples.WeightNormalised);

    [Fact]
    public Task Normalisation() => VerifyWithoutKernels(Samples.Normalisation);

    [Fact]
    public Task ComputedWeights() => VerifyWithoutKernels(Samples.ComputedWeights);

    [Fact]
    public Task Transformers() => VerifyWithoutKernels(Samples.Transformers);

    [Fact]
    public Task Noise() => VerifyWithoutKernels(Samples.Noise);

    [Fact]
    public Task ConstraintsAndPenalties() => VerifyWithoutKernels(Samples.Regularised);

    [Fact]
    public Task OptionsEverywhere() => VerifyWithoutKernels(Samples.Everywhere);

    [Fact]
    public Task NestedTypes() => VerifyWithoutKernels(Samples.Nested);

    [Fact]
    public Task Keywords() => VerifyWithoutKernels(Samples.Keywords);

    [Fact]
    public Task GlobalNamespace() => VerifyWithoutKernels(Samples.GlobalNamespace);

    [Fact]
    public Task SameNameInTwoNamespaces() => VerifyWithoutKernels(Samples.SameName);

    [Fact]
    public Task HostileNames() => VerifyWithoutKernels(Samples.HostileNames);

    /// <summary>For what does not change the kernels, which the snapshots above show.</summary>
    private static SettingsTask VerifyWithoutKernels(string source) =>
        VerifySample(source).IgnoreGeneratedResult(static result => result.HintName.EndsWith(".Kernels.g.cs", StringComparison.Ordinal));

    /// <summary>All but the matrix product, which is the same for all networks and has a snapshot in <see cref="Smallest"/>.</summary>
    private static SettingsTask VerifySample(string source) =>
        Verify(GeneratorHarness.Run(source).Driver).IgnoreGeneratedResult(static result => result.HintName.EndsWith(".MatrixProduct.g.cs", StringComparison.Ordinal));
}
