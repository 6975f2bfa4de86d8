using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests.Threads;

/// <summary>A training run with a number of threads, as the bits of everything that it computed.</summary>
internal static class ThreadRun
{
    /// <summary>Networks of all kinds of layers; those named Threaded have layers that threads compute in parts.</summary>
    public static readonly Dictionary<string, Func<int, int, int, Func<Optimizer>, Clip?, string>> All = new()
    {
        [nameof(ThreadedDigits)] = Train<ThreadedDigits>,
        [nameof(ThreadedNoise)] = Train<ThreadedNoise>,
        [nameof(ThreadedNorms)] = Train<ThreadedNorms>,
        [nameof(ThreadedLeNet)] = Train<ThreadedLeNet>,
        [nameof(ThreadedSequences)] = Train<ThreadedSequences>,
        [nameof(ThreadedAttention)] = Train<ThreadedAttention>,
        [nameof(ThreadedResiduals)] = Train<ThreadedResiduals>,
        [nameof(ThreadedConvolutions)] = Train<ThreadedConvolutions>,
        [nameof(ThreadedPadding)] = Train<ThreadedPadding>,
        [nameof(ThreadedWords)] = Train<ThreadedWords>,
        [nameof(WidthRun)] = Train<WidthRun>,
        [nameof(EveryParameter)] = Train<EveryParameter>,
        [nameof(EveryNorm)] = Train<EveryNorm>,
        [nameof(EveryNoise)] = Train<EveryNoise>,
        [nameof(SpectralNet)] = Train<SpectralNet>,
        [nameof(FoldedNet)] = Train<FoldedNet>,
        [nameof(FoldedConvolutions)] = Train<FoldedConvolutions>,
        [nameof(Branches)] = Train<Branches>,
        [nameof(BatchNormStack)] = Train<BatchNormStack>,
        [nameof(Reshaped)] = Train<Reshaped>,
        [nameof(Meeting)] = Train<Meeting>,
        [nameof(MeetingOverSteps)] = Train<MeetingOverSteps>,
        [nameof(Folded)] = Train<Folded>,
        [nameof(StridedConvolutions)] = Train<StridedConvolutions>,
        [nameof(GroupedConvolutions)] = Train<GroupedConvolutions>,
        [nameof(DepthwiseConvolutions)] = Train<DepthwiseConvolutions>,
        [nameof(TransposedConvolutions)] = Train<TransposedConvolutions>,
        [nameof(SequenceConvolutions)] = Train<SequenceConvolutions>,
        [nameof(NormalisedConvolutions)] = Train<NormalisedConvolutions>,
        [nameof(CompactImages)] = Train<CompactImages>,
        [nameof(CompactBranches)] = Train<CompactBranches>,
        [nameof(RectifiedPools)] = Train<RectifiedPools>,
        [nameof(RoutedPools)] = Train<RoutedPools>,
        [nameof(RoutedSequence)] = Train<RoutedSequence>,
    };

    /// <summary>Trains by steps on changing batches of <paramref name="rows"/> rows; everything is shared by all threads.</summary>
    public static string Train<TNetwork>(int threads, int rows, int steps, Func<Optimizer> optimizer, Clip? clip)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        TNetwork network = TNetwork.Create(3);
        using var trainer = new Trainer<TNetwork>(network, optimizer())
        {
            Clip = clip,
            Seed = 5,
            NonFinite = NonFinitePolicy.SkipStep,
            SharesEverything = true,
            Threads = threads,
        };
        var random = new Philox(7);
        bool takesWholeNumbers = info.Layers[0].Kind == "Embedding";
        float[] input = new float[rows * info.InputSize], targets = new float[rows * info.OutputSize];
        int[] labels = new int[rows * info.Layers[^1].OutputPositions];
        var fingerprint = new Fingerprint();
        for (int step = 0; step < steps; step++)
        {
            foreach (ref float value in input.AsSpan())
            {
                value = takesWholeNumbers ? random.NextInt32(3) : (float)random.NextNormal();
            }

            foreach (ref float value in targets.AsSpan())
            {
                value = 0.5f + (0.25f * MathF.Tanh((float)random.NextNormal()));
            }

            foreach (ref int label in labels.AsSpan())
            {
                label = random.NextInt32(info.Layers[^1].OutputChannels);
            }

            StepResult result = info.TakesClassIndices ? trainer.Step(input, labels) : trainer.Step(input, targets);
            fingerprint.Add(result.Loss).Add(result.GradientNorm).Add(result.ClippedGradientNorm);
        }

        foreach (TensorGradient tensor in trainer.Tensors)
        {
            fingerprint.Add(tensor.Norm).Add(tensor.MaxAbs).Add(tensor.UpdateNorm).Add(tensor.WeightNorm);
        }

        DataSet set = info.TakesClassIndices && info.Layers[^1].OutputPositions == 1
            ? DataSet.FromLabels(input, info.InputSize, labels, info.OutputSize) : DataSet.FromTargets(input, info.InputSize, targets, info.OutputSize);
        fingerprint.Add(trainer.Evaluate(set, batchSize: 20).Loss);
        Assert.Equal(threads > 1, trainer.ParkedThreads is not null);
        return fingerprint.Add(network.Parameters.Values).Add(network.Parameters.State.Span).ToString();
    }
}
