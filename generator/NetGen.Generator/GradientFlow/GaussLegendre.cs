namespace NetGen.Generator.GradientFlow;

/// <summary>The nodes and weights of Gauss-Legendre quadrature with 24 nodes on [-1, 1].</summary>
internal static class GaussLegendre
{
    public const int Count = 24;

    private static readonly (double[] Nodes, double[] Weights) s_rule = Compute();

    public static double[] Nodes => s_rule.Nodes;

    public static double[] Weights => s_rule.Weights;

    private static (double[] Nodes, double[] Weights) Compute()
    {
        var nodes = new double[Count];
        var weights = new double[Count];
        for (int i = 0; i < Count; i++)
        {
            // Newton's method from Tricomi's estimate of the root of the Legendre polynomial.
            double x = -Math.Cos(Math.PI * (i + 0.75) / (Count + 0.5));
            double slope = 0;
            for (int step = 0; step < 8; step++)
            {
                double previous = 1;
                double value = x;
                for (int k = 2; k <= Count; k++)
                {
                    (previous, value) = (value, ((((2 * k) - 1) * x * value) - ((k - 1) * previous)) / k);
                }

                slope = Count * ((x * value) - previous) / ((x * x) - 1);
                x -= value / slope;
            }

            nodes[i] = x;
            weights[i] = 2 / ((1 - (x * x)) * slope * slope);
        }

        return (nodes, weights);
    }
}
