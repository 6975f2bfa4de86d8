using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The element-wise losses by their textbook formulas in double, with the kernels that must agree.</summary>
internal sealed record LossReference(string Name, LossReference.Kernel Compute, Func<double, double, double> Value, Func<float, float> Target)
{
    public delegate float Kernel(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null);

    /// <summary>Target makes a valid target from a normal number.</summary>
    public static readonly LossReference[] All =
    [
        new("MeanSquaredError", LossKernels.MeanSquaredError, static (y, t) => (y - t) * (y - t), static n => n),
        new("MeanAbsoluteError", LossKernels.MeanAbsoluteError, static (y, t) => Math.Abs(y - t), static n => n),
        new("LogCosh", LossKernels.LogCosh, static (y, t) => Math.Log(Math.Cosh(y - t)), static n => n),
        new("BinaryCrossEntropy", LossKernels.BinaryCrossEntropy, CrossEntropy, static n => MathF.Abs(n) % 1f),
        new("Hinge", LossKernels.Hinge, static (y, t) => Math.Max(0, 1 - (t * y)), static n => n > 0 ? 1 : -1),
        new("SquaredHinge", LossKernels.SquaredHinge, static (y, t) => Math.Pow(Math.Max(0, 1 - (t * y)), 2), static n => n > 0 ? 1 : -1),
        new("PoissonNLL", LossKernels.PoissonNLL, static (y, t) => Math.Exp(y) - (t * y), static n => MathF.Floor(MathF.Abs(3 * n))),
        new("KLDivergence", LossKernels.KLDivergence, Divergence, static n => n < -0.8f ? 0 : MathF.Abs(n) % 1f),
        new("Huber", Huber1, static (y, t) => Huber(y - t, 1), static n => n),
        new("HuberHalf", HuberHalf, static (y, t) => Huber(y - t, 0.5), static n => n),
        new("Custom", LossKernels.Custom<QuarticLoss>, static (y, t) => Math.Pow(y - t, 4), static n => n),
    ];

    public static TheoryData<string> Names => [.. All.Select(static l => l.Name)];

    public static LossReference Of(string name) => All.Single(l => l.Name == name);

    /// <summary>What the sum is divided by.</summary>
    public double Count(Reduction reduction, int rows, int columns) => reduction switch
    {
        Reduction.Sum => 1,
        Reduction.Mean when Name != "KLDivergence" => rows * columns,
        _ => rows,
    };

    private static double CrossEntropy(double z, double t) => -(t * Math.Log(1 / (1 + Math.Exp(-z)))) - ((1 - t) * Math.Log(1 / (1 + Math.Exp(z))));

    private static double Divergence(double y, double t) => t == 0 ? 0 : t * (Math.Log(t) - y);

    private static double Huber(double d, double delta) => Math.Abs(d) <= delta ? d * d / 2 : delta * (Math.Abs(d) - (delta / 2));

    private static float Huber1(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null) =>
        LossKernels.Huber(ref output, stride, targets, ref gradient, rows, columns, reduction, 1f);

    private static float HuberHalf(
        ref float output, int stride, ReadOnlySpan<float> targets, ref float gradient, int rows, int columns, Reduction reduction, Workspace? workspace = null) =>
        LossKernels.Huber(ref output, stride, targets, ref gradient, rows, columns, reduction, 0.5f);
}
