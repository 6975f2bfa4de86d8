using System.Text.Json;

namespace NetGen.Numerics.Tests;

/// <summary>The contents of Golden/losses.json.</summary>
internal sealed record LossGolden(LossGolden.LossCase[] Losses, LossGolden.LayerCase[] Layers)
{
    public static LossGolden Load()
    {
        using Stream stream = typeof(LossGolden).Assembly.GetManifestResourceStream("losses.json")
            ?? throw new InvalidOperationException("The test assembly holds no losses.json.");
        return JsonSerializer.Deserialize<LossGolden>(stream, JsonSerializerOptions.Web)!;
    }

    /// <summary>A loss, with what PyTorch made of it.</summary>
    internal sealed record LossCase(
        string Name, int Rows, int Columns, string Reduction, float[] Output, float[] Targets, double Loss, double[] Gradient)
    {
        public int[] Labels { get; init; } = [];

        public float LabelSmoothing { get; init; }

        public float Delta { get; init; }
    }

    /// <summary>A layer with upstream gradients; slope stands for any learned vector.</summary>
    internal sealed record LayerCase(
        string Name, int Rows, int Columns, float[] X, float[] Upstream, double[] Y, double[] Dx, float[] Slope, double[] SlopeGradient);
}
