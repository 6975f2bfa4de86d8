namespace NetGen.Generator.Tests;

/// <summary>
/// The full text of what is generated, so that a change of its readability is seen. Accept with NETGEN_ACCEPT_SNAPSHOTS=1.
/// </summary>
public sealed class NetworkSnapshotTests
{
    [Fact]
    public Task Smallest() => VerifySample(Samples.Smallest);

    [Fact]
    public Task Regression() => VerifySample(Samples.Regression);

    [Fact]
    public Task SharedShapes() => VerifySample(Samples.SharedShapes);

    [Fact]
    public Task EveryActivation() => VerifySample(Samples.EveryActivation);

    [Fact]
    public Task ActivationOptions() => VerifySample(Samples.ActivationOptions);

    [Fact]
    public Task Custom() => VerifySample(Samples.Custom);

    [Fact]
    public Task InstrumentationOff() => VerifySample(Samples.Uninstrumented);

    [Fact]
    public Task WeightNorm() => VerifySample(Samples.WeightNormalised);

    [Fact]
    public Task ConstraintsAndPenalties() => VerifySample(Samples.Regularised);

    [Fact]
    public Task NestedTypes() => VerifySample(Samples.Nested);

    [Fact]
    public Task Keywords() => VerifySample(Samples.Keywords);

    [Fact]
    public Task GlobalNamespace() => VerifySample(Samples.GlobalNamespace);

    [Fact]
    public Task SameNameInTwoNamespaces() => VerifySample(Samples.SameName);

    [Fact]
    public Task HostileNames() => VerifySample(Samples.HostileNames);

    private static SettingsTask VerifySample(string source) => Verify(GeneratorHarness.Run(source).Driver);
}
