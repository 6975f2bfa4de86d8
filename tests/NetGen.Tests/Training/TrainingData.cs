namespace NetGen.Tests.Training;

/// <summary>Small data that a test makes itself.</summary>
internal static class TrainingData
{
    /// <summary>Numbers of N(0, 1).</summary>
    public static float[] Normal(int count, long seed)
    {
        var random = new Philox(seed, 77);
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)random.NextNormal();
        }

        return values;
    }

    /// <summary>Points of the plane, in three classes by their angle.</summary>
    public static DataSet Sectors(int count, long seed)
    {
        float[] points = Normal(2 * count, seed);
        var labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (int)((Math.Atan2(points[2 * i], points[(2 * i) + 1]) + Math.PI) / (2 * Math.PI) * 3) % 3;
        }

        return DataSet.FromLabels(points, 2, labels, 3);
    }

    /// <summary>Points of the plane with two smooth functions of them.</summary>
    public static DataSet Functions(int count, long seed)
    {
        float[] points = Normal(2 * count, seed);
        var targets = new float[2 * count];
        for (int i = 0; i < count; i++)
        {
            targets[2 * i] = MathF.Tanh(points[2 * i] - points[(2 * i) + 1]);
            targets[(2 * i) + 1] = MathF.Tanh(points[2 * i]) / 2;
        }

        return DataSet.FromTargets(points, 2, targets, 2);
    }
}
