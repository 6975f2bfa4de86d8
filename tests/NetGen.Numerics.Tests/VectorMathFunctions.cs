using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The functions of one argument by name, with their references and the bounds that their documentation states.</summary>
internal static class VectorMathFunctions
{
    public static readonly string[] Names =
    [
        "Exp", "ExpMinusOne", "Log", "LogOnePlus", "Tanh", "Sigmoid", "Softplus", "LogSigmoid", "Erf", "NormalCdf", "NormalPdf", "Abs", "Sqrt",
    ];

    public static (Func<float, float> Function, Func<double, double> Reference, double Bound) Get(string name) => name switch
    {
        "Exp" => (VectorMath.Exp, Math.Exp, 1),
        "ExpMinusOne" => (VectorMath.ExpMinusOne, DoubleReference.ExpMinusOne, 1.5),
        "Log" => (VectorMath.Log, Math.Log, 1),
        "LogOnePlus" => (VectorMath.LogOnePlus, DoubleReference.LogOnePlus, 1.5),
        "Tanh" => (VectorMath.Tanh, Math.Tanh, 2),
        "Sigmoid" => (VectorMath.Sigmoid, DoubleReference.Sigmoid, 2),
        "Softplus" => (VectorMath.Softplus, DoubleReference.Softplus, 2),
        "LogSigmoid" => (VectorMath.LogSigmoid, DoubleReference.LogSigmoid, 2),
        "Erf" => (VectorMath.Erf, DoubleReference.Erf, 1.5),
        "NormalCdf" => (VectorMath.NormalCdf, DoubleReference.NormalCdf, 6),
        "NormalPdf" => (VectorMath.NormalPdf, DoubleReference.NormalPdf, 2),
        "Abs" => (VectorMath.Abs, Math.Abs, 0),
        "Sqrt" => (VectorMath.Sqrt, Math.Sqrt, 0.5000001),
        _ => throw new ArgumentException(name, nameof(name)),
    };

    public static float[] Run<V>(string name, float[] x)
        where V : struct, ILanes<V>
    {
        float[] result = new float[x.Length];
        for (nuint i = 0; i < (nuint)x.Length; i += (nuint)V.Count)
        {
            Apply(name, V.Load(ref x[0], i)).Store(ref result[0], i);
        }

        return result;
    }

    private static V Apply<V>(string name, V x)
        where V : struct, ILanes<V> => name switch
        {
            "Exp" => VectorMath.Exp(x),
            "ExpMinusOne" => VectorMath.ExpMinusOne(x),
            "Log" => VectorMath.Log(x),
            "LogOnePlus" => VectorMath.LogOnePlus(x),
            "Tanh" => VectorMath.Tanh(x),
            "Sigmoid" => VectorMath.Sigmoid(x),
            "Softplus" => VectorMath.Softplus(x),
            "LogSigmoid" => VectorMath.LogSigmoid(x),
            "Erf" => VectorMath.Erf(x),
            "NormalCdf" => VectorMath.NormalCdf(x),
            "NormalPdf" => VectorMath.NormalPdf(x),
            "Abs" => VectorMath.Abs(x),
            "Sqrt" => VectorMath.Sqrt(x),
            _ => throw new ArgumentException(name, nameof(name)),
        };
}
