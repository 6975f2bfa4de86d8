namespace NetGen.Tests.Prediction;

/// <summary>Measures the gradients of freshly initialised networks.</summary>
internal static class GradientSample
{
    /// <summary>The geometric mean, over initialisations and data, of the norm of each parameter's gradient, by its name.</summary>
    public static Dictionary<string, double> Measure<TNetwork>(Targets kind, int batch, int seeds, float mean = 0, float deviation = 1)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        var workspace = new Workspace(info, batch) { Training = true };
        var logs = new double[info.Parameters.Length];
        var input = new float[batch * info.InputSize];
        for (int seed = 0; seed < seeds; seed++)
        {
            TNetwork network = TNetwork.Create(seed);
            var random = new Philox(seed, 77);
            for (int i = 0; i < input.Length; i++)
            {
                input[i] = mean + (deviation * (float)random.NextNormal());
            }

            int[] labels = kind == Targets.Class ? [.. Enumerable.Range(0, batch).Select(_ => (int)(random.NextDouble() * info.OutputSize))] : [];
            network.Forward(input, workspace);
            network.Loss(kind == Targets.Class ? [] : Values(kind, batch, info.OutputSize, ref random), labels, workspace);
            network.Backward(input, workspace);
            for (int p = 0; p < logs.Length; p++)
            {
                logs[p] += Math.Log(workspace.Statistics[p].Norm) / seeds;
            }
        }

        return Enumerable.Range(0, logs.Length).ToDictionary(p => info.Parameters[p].Name, p => Math.Exp(logs[p]));
    }

    private static float[] Values(Targets kind, int batch, int outputs, ref Philox random)
    {
        var values = new float[batch * outputs];
        for (int row = 0; row < batch; row++)
        {
            int winner = (int)(random.NextDouble() * outputs);
            for (int i = 0; i < outputs; i++)
            {
                values[(row * outputs) + i] = kind switch
                {
                    Targets.Standardized => (float)random.NextNormal(),
                    Targets.ZeroOrOne => random.NextDouble() < 0.5 ? 0 : 1,
                    Targets.PlusMinusOne => random.NextDouble() < 0.5 ? -1 : 1,
                    _ => i == winner ? 1 : 0,
                };
            }
        }

        return values;
    }
}
