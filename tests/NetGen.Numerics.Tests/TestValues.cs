namespace NetGen.Numerics.Tests;

/// <summary>Inputs of tests.</summary>
internal static class TestValues
{
    /// <summary>About N(0, 1), as sums of uniform numbers: the same on all machines.</summary>
    public static float[] Normal(int length, int seed)
    {
        Random random = new(seed);
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
        {
            double sum = -6;
            for (int k = 0; k < 12; k++)
            {
                sum += random.NextDouble();
            }

            values[i] = (float)sum;
        }

        return values;
    }
}
