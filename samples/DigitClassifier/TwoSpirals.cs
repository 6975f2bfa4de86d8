using NetGen;

namespace DigitClassifier;

/// <summary>Two interleaved spirals (Lang and Witbrock 1988): a set that a program can make and a line cannot separate.</summary>
internal static class TwoSpirals
{
    public static DataSet Create(int count, long seed)
    {
        var random = new Philox(seed);
        float[] inputs = new float[2 * count];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = i % 2;
            double turn = 0.25 + (2.75 * random.NextDouble());
            double angle = (turn * Math.PI) + (labels[i] * Math.PI);
            inputs[2 * i] = (float)((turn / 3 * Math.Cos(angle)) + (0.02 * random.NextNormal()));
            inputs[(2 * i) + 1] = (float)((turn / 3 * Math.Sin(angle)) + (0.02 * random.NextNormal()));
        }

        return DataSet.FromLabels(inputs, 2, labels, 2);
    }
}
