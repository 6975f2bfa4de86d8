using NetGen;

namespace NetGenApp;

/// <summary>Two half circles that reach into each other: replace them by your own data.</summary>
internal static class TwoMoons
{
    public static DataSet Create(int count, int seed)
    {
        var random = new Random(seed);
        var inputs = new float[count * MoonsNet.InputSize];
        var labels = new int[count];
        for (var i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            var angle = MathF.PI * random.NextSingle();
            var (sin, cos) = MathF.SinCos(angle);
            var upper = labels[i] == 0;
            inputs[2 * i] = (upper ? cos : 1f - cos) + (0.2f * (random.NextSingle() - 0.5f));
            inputs[(2 * i) + 1] = (upper ? sin : 0.5f - sin) + (0.2f * (random.NextSingle() - 0.5f));
        }

        return DataSet.FromLabels(inputs, MoonsNet.InputSize, labels, MoonsNet.OutputSize);
    }
}
