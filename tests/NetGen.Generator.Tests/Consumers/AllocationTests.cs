using System.Globalization;
using System.Reflection;

namespace NetGen.Generator.Tests;

/// <summary>A training step and a prediction allocate nothing, whatever layers a network has: a theory over all definitions.</summary>
public sealed class AllocationTests
{
    /// <summary>More rows than a block of 8, so that predictions and sums over the batch run their loops.</summary>
    private const int Rows = 19;

    /// <summary>The monitor looks at activations every 20 steps.</summary>
    private const int Steps = 45;

    public static TheoryData<string> Declarations => [.. DefinitionNetworks.Declarations];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void StepAndPrediction_AllocateNothing(string declaration) =>
        GetType().GetMethod(nameof(Measure), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(DefinitionNetworks.Load(declaration))
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, CultureInfo.InvariantCulture);

    private static void Measure<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        float[] inputs = DefinitionNetworks.Inputs(info, Rows), targets = new float[Rows * info.OutputSize], outputs = new float[targets.Length];
        Array.Fill(targets, 0.5f);

        // One sample has no variance over the batch.
        int least = info.Layers.Any(static l => l.Kind == "BatchNorm") ? 2 : 1;
        using var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new Adam(1e-4f)) { Clip = Clip.GlobalNorm(1f) };
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(trainer.Gradients.Count == 0 || trainer.Gradients[0].Norm >= 0);

        void Run()
        {
            for (int i = 0; i < Steps; i++)
            {
                int rows = Math.Max(least, 1 + (i % Rows));
                trainer.Step(inputs.AsSpan(0, rows * info.InputSize), targets.AsSpan(0, rows * info.OutputSize));
                trainer.Network.Predict(inputs.AsSpan(0, rows * info.InputSize), outputs.AsSpan(0, rows * info.OutputSize));
            }
        }
    }
}
