using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// The functions inside recurrent layers for several units at once: of sums, products and quotients only, so that they are the same on every
/// machine. Relative errors are below 1e-8.
/// </summary>
internal static class GateVectors
{
    // e^x is the 64th power of e^(x/64), whose series is short. Below -40 nothing is left beside 1.
    private const double Least = -40;
    private const double Part = 1.0 / 64;

    /// <summary>1/(1 + e^-x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Logistic(Vector<double> x)
    {
        Vector<double> exponential = Exponential(-Vector.Abs(x));
        Vector<double> above = Vector<double>.One / (Vector<double>.One + exponential);
        return Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<double>.Zero), above, exponential * above);
    }

    /// <summary>tanh(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Tanh(Vector<double> x)
    {
        Vector<double> exponential = Exponential(new Vector<double>(-2) * Vector.Abs(x));
        Vector<double> above = (Vector<double>.One - exponential) / (Vector<double>.One + exponential);
        return Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<double>.Zero), above, -above);
    }

    /// <summary>A gate that goes together with another as far as its weights do.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<double> Along(Vector<double> gate, Vector<double> other, Vector<double> cosine) =>
        (gate + (cosine * other)) / Vector.SquareRoot(Vector<double>.One + (cosine * cosine));

    /// <summary>e^x, x not being positive.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<double> Exponential(Vector<double> x)
    {
        Vector<double> y = Vector.Max(x, new Vector<double>(Least)) * new Vector<double>(Part);
        Vector<double> sum = new Vector<double>(1.0 / 3628800);
        sum = (sum * y) + new Vector<double>(1.0 / 362880);
        sum = (sum * y) + new Vector<double>(1.0 / 40320);
        sum = (sum * y) + new Vector<double>(1.0 / 5040);
        sum = (sum * y) + new Vector<double>(1.0 / 720);
        sum = (sum * y) + new Vector<double>(1.0 / 120);
        sum = (sum * y) + new Vector<double>(1.0 / 24);
        sum = (sum * y) + new Vector<double>(1.0 / 6);
        sum = (sum * y) + new Vector<double>(0.5);
        sum = (sum * y) + Vector<double>.One;
        sum = (sum * y) + Vector<double>.One;
        sum *= sum;
        sum *= sum;
        sum *= sum;
        sum *= sum;
        sum *= sum;
        return sum * sum;
    }
}
