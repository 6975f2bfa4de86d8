using System.Text.Json;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Every generated activation, forward and backward, against PyTorch.</summary>
public sealed class ActivationTests
{
    private static readonly JsonElement s_golden = JsonDocument.Parse(
        typeof(ActivationTests).Assembly.GetManifestResourceStream("activations.json")!).RootElement;

    private static readonly Dictionary<string, Func<float[], float[], (float[] Y, float[] Dz)>> s_networks = new()
    {
        { "ReLU", Measure<ActivationReLU> },
        { "LeakyReLU", Measure<ActivationLeakyReLU> },
        { "LeakyReLU_2", Measure<ActivationLeakyReLU_2> },
        { "ReLU6", Measure<ActivationReLU6> },
        { "ELU", Measure<ActivationELU> },
        { "ELU_2", Measure<ActivationELU_2> },
        { "SELU", Measure<ActivationSELU> },
        { "CELU", Measure<ActivationCELU> },
        { "CELU_2", Measure<ActivationCELU_2> },
        { "GELU", Measure<ActivationGELU> },
        { "GELU_2", Measure<ActivationGELU_2> },
        { "SiLU", Measure<ActivationSiLU> },
        { "Mish", Measure<ActivationMish> },
        { "Sigmoid", Measure<ActivationSigmoid> },
        { "HardSigmoid", Measure<ActivationHardSigmoid> },
        { "LogSigmoid", Measure<ActivationLogSigmoid> },
        { "Tanh", Measure<ActivationTanh> },
        { "HardTanh", Measure<ActivationHardTanh> },
        { "HardTanh_2", Measure<ActivationHardTanh_2> },
        { "Tanhshrink", Measure<ActivationTanhshrink> },
        { "Softplus", Measure<ActivationSoftplus> },
        { "Softplus_2", Measure<ActivationSoftplus_2> },
        { "Softsign", Measure<ActivationSoftsign> },
        { "Softshrink", Measure<ActivationSoftshrink> },
        { "Hardshrink", Measure<ActivationHardshrink> },
        { "Hardswish", Measure<ActivationHardswish> },
        { "Threshold", Measure<ActivationThreshold> },
        { "Exponential", Measure<ActivationExponential> },
        { "Linear", Measure<ActivationLinear> },
    };

    public static TheoryData<string> Names => new(s_networks.Keys);

    [Fact]
    public void Every_golden_activation_is_tested() =>
        Assert.Equal(s_golden.GetProperty("activations").EnumerateObject().Select(p => p.Name).Order(), s_networks.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void Agrees_with_PyTorch(string name)
    {
        float[] x = [.. s_golden.GetProperty("x").EnumerateArray().Select(v => v.GetSingle())];
        JsonElement golden = s_golden.GetProperty("activations").GetProperty(name);
        double[] y = [.. golden.GetProperty("y").EnumerateArray().Select(v => v.GetDouble())];
        double[] derivative = [.. golden.GetProperty("derivative").EnumerateArray().Select(v => v.GetDouble())];

        // A target that is off by i % 5 - 2 makes an upstream gradient that is not all ones.
        float[] targets = [.. y.Select((v, i) => (float)(v - ((i % 5) - 2) / 2.0))];
        (float[] actual, float[] dz) = s_networks[name](x, targets);
        for (int i = 0; i < x.Length; i++)
        {
            NumericAssert.Close(y[i], actual[i], 2e-6, place: $"{name}({x[i]:R})", absolute: 2e-7);
            if (name == "Hardswish" && Math.Abs(x[i]) == 3)
            {
                // PyTorch 1.13 takes the parabola's slope at its ends, later versions that of the lines beyond them, as NetGen does.
                continue;
            }

            double upstream = 2.0 * (actual[i] - (double)targets[i]);
            NumericAssert.Close(upstream * derivative[i], dz[i], 4e-6, place: $"{name}'({x[i]:R})", absolute: 2e-6 * Math.Abs(upstream));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Keeps_NaN(string name)
    {
        float[] x = new float[64];
        x[5] = float.NaN;
        (float[] y, _) = s_networks[name](x, new float[64]);

        // The identity matrix multiplies NaN by zero for the other units, so that all are NaN: none may be hidden.
        Assert.All(y, v => Assert.True(float.IsNaN(v), $"{name}(NaN) = {v}"));
    }

    private static (float[] Y, float[] Dz) Measure<TNetwork>(float[] x, float[] targets)
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(0);
        var workspace = new Workspace(TNetwork.Info, 1) { Training = true };
        float[] y = new float[64];
        network.Predict(x, y);
        network.Forward(x, workspace);
        network.Loss(targets, default, workspace);
        network.Backward(x, workspace);
        return (y, workspace.Gradients.Span.Slice(TNetwork.Info.Parameters[1].Offset, 64).ToArray());
    }
}
