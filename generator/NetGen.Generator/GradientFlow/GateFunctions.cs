namespace NetGen.Generator.GradientFlow;

/// <summary>The functions inside recurrent layers.</summary>
internal static class GateFunctions
{
    // Gauss-Hermite quadrature, enough for what is smooth at the scale of a gate.
    private static readonly double[] s_nodes = [0, 1.0232556637891326, 2.0768479786778302, 3.2054290028564703, 4.5127458633997826];
    private static readonly double[] s_weights = [0.40634920634920635, 0.24409750289493943, 0.049916406765217892, 0.0027891413212317675, 2.2345844007746598e-5];

    public static ScalarFunction Tanh { get; } = new(Math.Tanh, static x => 1 - (Math.Tanh(x) * Math.Tanh(x))) { SlopeOfValue = static y => 1 - (y * y) };

    public static ScalarFunction ReLU { get; } = ScalarFunction.Leaky(0);

    public static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : 1 - (1 / (1 + Math.Exp(x)));

    public static double SquaredLogistic(double x) => Logistic(x) * Logistic(x);

    /// <summary>The mean of a function at z of a variance and mean.</summary>
    public static double Mean(double variance, double offset, Func<double, double> function)
    {
        double deviation = Math.Sqrt(variance);
        double sum = s_weights[0] * function(offset);
        for (int i = 1; i < s_nodes.Length; i++)
        {
            sum += s_weights[i] * (function(offset + (deviation * s_nodes[i])) + function(offset - (deviation * s_nodes[i])));
        }

        return sum;
    }
}
