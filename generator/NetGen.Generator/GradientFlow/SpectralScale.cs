namespace NetGen.Generator.GradientFlow;

/// <summary>
/// What dividing by an estimate of the largest singular value does to random weights. The eigenvalues of WᵀW of a random matrix
/// have the distribution of Marchenko and Pastur (1967); k steps of the power iteration from a random vector arrive at
/// λ = m(2k)/m(2k-1), m(i) = E[λⁱ], and no further than the largest of finitely many, whose mean Tracy and Widom (1996) give.
/// </summary>
internal static class SpectralScale
{
    // 15 at creation and one in the first step of training.
    private const int Iterations = 16;
    private const int Nodes = 512;
    private const double TracyWidomMean = -1.2065335745820;

    /// <summary>ln of the factor that weights in effect have over the weights drawn.</summary>
    public static double Log(WeightDistribution weight, int rows, int columns)
    {
        if (weight.Variance <= 0)
        {
            return 0;
        }

        double most = Math.Max(rows, columns), least = Math.Min(rows, columns);
        double square = weight.Orthogonal || least == 1 ? most : Math.Min(most * Reached(least / most), Largest(most, least));
        return -Math.Log(weight.Variance * square) / 2;
    }

    /// <summary>The mean of the largest eigenvalue, for elements of variance 1.</summary>
    private static double Largest(double most, double least)
    {
        double edge = Math.Sqrt(most) + Math.Sqrt(least);
        return (edge * edge) + (TracyWidomMean * edge * Math.Pow((1 / Math.Sqrt(most)) + (1 / Math.Sqrt(least)), 1.0 / 3));
    }

    /// <summary>m(2k)/m(2k-1) of a matrix of the proportions given, in units of its longer side.</summary>
    private static double Reached(double proportion)
    {
        (double above, double below) = (0, 0);
        double root = Math.Sqrt(proportion), edge = (1 + root) * (1 + root);
        for (int i = 0; i < Nodes; i++)
        {
            // λ = 1 + γ + 2 sqrt(γ) cos θ has the density sin² θ / λ over θ.
            double angle = Math.PI * (i + 0.5) / Nodes;
            double value = 1 + proportion + (2 * root * Math.Cos(angle));
            double weight = Math.Sin(angle) * Math.Sin(angle) * Math.Pow(value / edge, (2 * Iterations) - 2);
            below += weight;
            above += weight * value;
        }

        return above / below;
    }
}
