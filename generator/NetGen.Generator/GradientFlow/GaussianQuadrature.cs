using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Integrates over z = offset + sqrt(q)·xi with xi ~ N(0, 1): Gauss-Legendre on segments that end where the function bends.
/// Gauss-Hermite would be shorter, and wrong for saturated networks.
/// </summary>
internal sealed class GaussianQuadrature
{
    private const double Range = 8.5;

    // Where activations turn from one regime to the next.
    private static readonly double[] s_bends = [0, 1, 3, 9, 27];

    [MethodImpl(UnitMath.AtOnce)]
    public GaussianQuadrature(double q, double offset, IReadOnlyList<double> kinks)
    {
        double scale = Math.Sqrt(q);
        double[] ends = Breakpoints(scale, offset, kinks);
        Xi = new double[(ends.Length - 1) * GaussLegendre.Count];
        Z = new double[Xi.Length];
        Weight = new double[Xi.Length];
        double total = 0;
        for (int segment = 0, i = 0; segment + 1 < ends.Length; segment++)
        {
            double half = (ends[segment + 1] - ends[segment]) / 2;
            double middle = (ends[segment + 1] + ends[segment]) / 2;
            for (int k = 0; k < GaussLegendre.Count; k++, i++)
            {
                double x = middle + (half * GaussLegendre.Nodes[k]);
                Xi[i] = x;
                Z[i] = offset + (scale * x);
                Weight[i] = half * GaussLegendre.Weights[k] * SpecialFunctions.NormalDensity(x);
                total += Weight[i];
            }
        }

        for (int i = 0; i < Weight.Length; i++)
        {
            Weight[i] /= total;
        }
    }

    /// <summary>The standard normal values.</summary>
    public double[] Xi { get; }

    /// <summary>The inputs of the function.</summary>
    public double[] Z { get; }

    /// <summary>The weights; their sum is 1.</summary>
    public double[] Weight { get; }

    public double Expect(Func<double, double> function)
    {
        double sum = 0;
        for (int i = 0; i < Z.Length; i++)
        {
            sum += Weight[i] * function(Z[i]);
        }

        return sum;
    }

    private static double[] Breakpoints(double scale, double offset, IReadOnlyList<double> kinks)
    {
        var ends = new List<double> { -Range, -3, 0, 3, Range };
        foreach (double bend in s_bends)
        {
            Add((bend - offset) / scale);
            Add((-bend - offset) / scale);
        }

        foreach (double kink in kinks)
        {
            Add((kink - offset) / scale);
        }

        ends.Sort();
        return [.. ends.Where((end, i) => i == 0 || end > ends[i - 1])];

        void Add(double x)
        {
            if (Math.Abs(x) < Range)
            {
                ends.Add(x);
            }
        }
    }
}
