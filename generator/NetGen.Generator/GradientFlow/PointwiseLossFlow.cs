namespace NetGen.Generator.GradientFlow;

/// <summary>A loss that is a sum over the outputs, behind an activation f: delta = kappa·f'(z)·l'(f(z), t).</summary>
/// <param name="output">f.</param>
/// <param name="slope">l' over the targets, as a function of the output.</param>
/// <param name="kappa">The factor of each output's term.</param>
/// <param name="outputs">The number of outputs.</param>
internal sealed class PointwiseLossFlow(ScalarFunction output, Func<double, TargetMoments> slope, double kappa, int outputs) : LossFlow
{
    private const double LargestLogQ = 120;

    public override OutputGradient At(double logQ, double offset, IReadOnlyList<double> correlations)
    {
        double q = Math.Exp(Math.Max(-LargestLogQ, Math.Min(LargestLogQ, logQ)));
        var quadrature = new GaussianQuadrature(q, offset, output.Kinks);
        var mean = new double[quadrature.Z.Length];
        double square = 0;
        for (int i = 0; i < mean.Length; i++)
        {
            double z = quadrature.Z[i];
            double derivative = output.Derivative(z);
            TargetMoments moments = slope(output.Value(z));
            mean[i] = derivative * moments.Mean;
            square += quadrature.Weight[i] * derivative * derivative * moments.Square;
        }

        square = Math.Max(square, 1e-300);
        HermiteSeries series = HermiteSeries.Of(quadrature, mean)[0];
        return new OutputGradient(Math.Log(kappa * kappa * outputs * square), [.. correlations.Select(c => series.At(c) / square)], outputs);
    }
}
