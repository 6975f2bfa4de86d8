namespace NetGen.Numerics.Tests;

/// <summary>(y - t)⁴, a loss as a user would write one.</summary>
internal readonly struct QuarticLoss : ILoss
{
    public static float Value(float output, float target) => (output - target) * (output - target) * (output - target) * (output - target);

    public static float Derivative(float output, float target) => 4 * (output - target) * (output - target) * (output - target);
}
