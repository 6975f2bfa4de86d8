namespace AotHello;

/// <summary>The function to learn: x (1 - y^2) on a grid. It has only exactly rounded operations, so the data is the same everywhere.</summary>
internal static class Wave
{
    public const int Side = 8;

    public static float[] Inputs()
    {
        float[] inputs = new float[Side * Side * 2];
        for (int i = 0; i < Side * Side; i++)
        {
            // In an order in which neighbours are far apart, so that each batch sees the whole grid.
            int point = i * 29 % (Side * Side);
            inputs[2 * i] = Coordinate(point % Side);
            inputs[(2 * i) + 1] = Coordinate(point / Side);
        }

        return inputs;
    }

    public static float[] Heights(float[] inputs)
    {
        float[] heights = new float[inputs.Length / 2];
        for (int i = 0; i < heights.Length; i++)
        {
            float x = inputs[2 * i];
            float y = inputs[(2 * i) + 1];
            heights[i] = x * (1f - (y * y));
        }

        return heights;
    }

    private static float Coordinate(int index) => ((index + 0.5f) / (Side / 2)) - 1f;
}
