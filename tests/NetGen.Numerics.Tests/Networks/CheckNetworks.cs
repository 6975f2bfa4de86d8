namespace NetGen.Numerics.Tests.Networks;

/// <summary>x·tanh(x): a function of the tests' own.</summary>
public readonly struct XTanh : IActivation
{
    public static float Forward(float x) => x * Kernels.VectorMath.Tanh(x);

    public static float Derivative(float x, float y)
    {
        float t = Kernels.VectorMath.Tanh(x);
        return t + (x * (1 - (t * t)));
    }
}

/// <summary>Every reparametrisation, penalty and layer with parameters in one network.</summary>
[Network, Input(5)]
[Dense(7, WeightNorm = true), Tanh]
[Dense(9, L1 = 0.01f, L2 = 0.02f), PReLU]
[Dense(20, Bias = false, WeightNorm = true, L2 = 0.03f), PReLU(0.1f, PerUnit = true)]
[Dense(6), Activation<XTanh>]
[Dense(6), LogSoftmax]
[Dense(17), Softmax]
[Dense(3), Sigmoid]
[MeanSquaredError]
public partial class EveryParameter;

/// <summary>A smooth classifier with label smoothing, whose first layer is an activation.</summary>
[Network, Input(6), Tanh]
[Dense(18), GELU]
[Dense(4), SoftmaxCrossEntropy(LabelSmoothing = 0.1f)]
public partial class SmoothClassifier;

/// <summary>Dense layers at every position, copies between shapes in both directions, and one that costs nothing.</summary>
[Network, Input(4, 3, 2)]
[Dense(5), Tanh]
[Reshape(6, 10)]
[Dense(16), PReLU(0.2f, PerUnit = true)]
[Reshape(3, 2, 16)]
[Dense(7), Softmax, Dense(7)]
[Flatten, Dense(6)]
[Reshape(2, 3)]
[Dense(4), SoftmaxCrossEntropy]
public partial class Reshaped;

/// <summary>What a whole training run is compared by over register widths.</summary>
[Network, Input(23)]
[Dense(37, WeightNorm = true), GELU]
[Dense(37, L2 = 1e-3f), RReLU]
[Dense(20, MaxNorm = 2), Mish]
[Dense(11), SoftmaxCrossEntropy]
public partial class WidthRun;
