using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>The same network, data and seed give the same parameters after 100 steps at every register width.</summary>
public sealed class TrainingWidthTests
{
    [Theory, MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void Same_bits_after_100_steps(string off) => WidthChild.AssertSame(Train, off);

    [Theory, MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void Same_bits_of_every_activation_and_size(string off) => WidthChild.AssertSame(Activations, off);

    private static string Train()
    {
        WidthRun network = WidthRun.Create(11);
        using var trainer = new Trainer<WidthRun>(network, new AdamW(3e-3f)) { Clip = Clip.GlobalNorm(0.5f), Seed = 4 };
        var random = new Philox(12);
        float[] input = new float[19 * WidthRun.InputSize];
        int[] labels = new int[19];
        var fingerprint = new Fingerprint();
        for (int step = 0; step < 100; step++)
        {
            foreach (ref float value in input.AsSpan())
            {
                value = (float)random.NextNormal();
            }

            foreach (ref int label in labels.AsSpan())
            {
                label = random.NextInt32(WidthRun.OutputSize);
            }

            StepResult result = trainer.Step(input, labels);
            fingerprint.Add(result.Loss).Add(result.GradientNorm);
        }

        return fingerprint.Add(network.Parameters.Values).ToString();
    }

    private static string Activations()
    {
        var fingerprint = new Fingerprint();
        Add<ActivationGELU>(fingerprint);
        Add<ActivationGELU_2>(fingerprint);
        Add<ActivationMish>(fingerprint);
        Add<ActivationSiLU>(fingerprint);
        Add<ActivationSELU>(fingerprint);
        Add<ActivationELU>(fingerprint);
        Add<ActivationCELU>(fingerprint);
        Add<ActivationSoftplus>(fingerprint);
        Add<ActivationSoftsign>(fingerprint);
        Add<ActivationSoftshrink>(fingerprint);
        Add<ActivationHardswish>(fingerprint);
        Add<ActivationHardSigmoid>(fingerprint);
        Add<ActivationLogSigmoid>(fingerprint);
        Add<ActivationTanhshrink>(fingerprint);
        Add<ActivationThreshold>(fingerprint);
        Add<ActivationExponential>(fingerprint);
        Add<EveryParameter>(fingerprint);
        Add<AllSizes>(fingerprint);
        Add<StridedConvolutions>(fingerprint);
        Add<DilatedConvolutions>(fingerprint);
        Add<GroupedConvolutions>(fingerprint);
        Add<DepthwiseConvolutions>(fingerprint);
        Add<TransposedConvolutions>(fingerprint);
        Add<SequenceConvolutions>(fingerprint);
        Add<NormalisedConvolutions>(fingerprint);
        Add<CompactImages>(fingerprint);
        Add<CompactNumbers>(fingerprint);
        Add<CompactBranches>(fingerprint);
        Add<RectifiedPools>(fingerprint);
        Add<RoutedPools>(fingerprint);
        Add<RoutedSequence>(fingerprint);
        Add<JumpingSizes>(fingerprint);
        Add<WideSizes>(fingerprint);
        Add<WideSizes>(fingerprint, 16);
        return fingerprint.ToString();
    }

    private static void Add<TNetwork>(Fingerprint fingerprint, int rows = 5)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        TNetwork network = TNetwork.Create(2);
        var random = new Philox(3);
        float[] input = new float[rows * info.InputSize];
        foreach (ref float value in input.AsSpan())
        {
            value = (float)(2 * random.NextNormal());
        }

        var workspace = new Workspace(info, rows);
        network.Forward(input, workspace);
        fingerprint.Add(network.Loss(new float[rows * info.OutputSize], default, workspace));
        network.Backward(input, workspace);
        fingerprint.Add(workspace.Gradients.Span);
    }
}
