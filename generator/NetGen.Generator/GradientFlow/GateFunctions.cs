namespace NetGen.Generator.GradientFlow;

/// <summary>The functions inside recurrent layers.</summary>
internal static class GateFunctions
{
    public static ScalarFunction Sigmoid { get; } = new(Logistic, static x => Logistic(x) * (1 - Logistic(x)));

    public static ScalarFunction Tanh { get; } = new(Math.Tanh, static x => 1 - (Math.Tanh(x) * Math.Tanh(x)));

    public static ScalarFunction ReLU { get; } = ScalarFunction.Leaky(0);

    private static double Logistic(double x) => x >= 0 ? 1 / (1 + Math.Exp(-x)) : Math.Exp(x) / (1 + Math.Exp(x));
}
