namespace NetGen.Generator.GradientFlow;

/// <summary>delta = softmax(z) - t, with equally frequent classes.</summary>
/// <param name="classes">The number of classes.</param>
/// <param name="targetSquare">||t||²: 1 for a class index.</param>
internal sealed class SoftmaxLossFlow(int classes, double targetSquare) : LossFlow
{
    private const double LargestLogQ = 30;

    public override OutputGradient At(double logQ, double offset, IReadOnlyList<double> correlations)
    {
        double q = Math.Exp(Math.Min(logQ, LargestLogQ));
        double square = Math.Max(SoftmaxEnergy.Of(q, classes) - (2.0 / classes) + targetSquare, 1e-300);
        return new OutputGradient(Math.Log(square), [.. correlations.Select(c => Common(c * q, q) / square)], classes - 1);
    }

    /// <summary>What two samples have in common: the part of the scores that they share decides for the same classes.</summary>
    private double Common(double p, double q)
    {
        double c = p / q;
        return p > 0
            ? SoftmaxEnergy.Of(p / (1 + (Math.PI / 4 * (1 - c) * q)), classes) - (1.0 / classes)
            : p / classes * (1 - (1.0 / classes)) * Math.Exp(-Math.Abs(p));
    }
}
