extern alias runtime;

using System.Globalization;
using System.Reflection;

namespace NetGen.Generator.Tests;

/// <summary>What is for weights is for weights only: a theory over all definitions, among whose parameters are biases of gates with several rows.</summary>
public sealed class WeightTests
{
    private const int Rows = 3;

    public static TheoryData<string> Declarations => [.. DefinitionNetworks.Declarations];

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Decay_TakesFromWeightsOnly(string declaration) => Call(nameof(CompareDecay), declaration);

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Fixup_ScalesWeightsOnlyAndBranchesStartAtZero(string declaration) => Call(nameof(CheckFixup), declaration);

    private static void CompareDecay<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        const float rate = 0.25f, decay = 0.5f;
        NetworkInfo info = TNetwork.Info;
        float[] start = TNetwork.Create(1).Parameters.Values.ToArray(), plain = Step<TNetwork>(0), decayed = Step<TNetwork>(decay);
        foreach (ParameterInfo parameter in info.Parameters)
        {
            Assert.Equal(
                parameter.Role is not (runtime::NetGen.ParameterRole.Bias or runtime::NetGen.ParameterRole.RecurrentBias or runtime::NetGen.ParameterRole.Gain
                    or runtime::NetGen.ParameterRole.Slope or runtime::NetGen.ParameterRole.Magnitude),
                parameter.IsWeight);
            for (int i = parameter.Offset; i < parameter.Offset + parameter.Length; i++)
            {
                double taken = parameter.IsWeight ? rate * decay * start[i] : 0;
                double tolerance = parameter.IsWeight ? 1e-6 * (1 + Math.Abs(plain[i])) : 0;
                Assert.True(Math.Abs(plain[i] - decayed[i] - taken) <= tolerance, string.Create(
                    CultureInfo.InvariantCulture, $"{parameter.Name}[{i - parameter.Offset}]: {plain[i]} without decay, {decayed[i]} with"));
            }
        }

        static float[] Step<T>(float decay)
            where T : class, INetwork<T>
        {
            using var trainer = new Trainer<T>(T.Create(1), new SGD(rate, weightDecay: decay));
            trainer.Step(DefinitionNetworks.Inputs(T.Info, Rows), new float[Rows * T.Info.OutputSize]);
            return trainer.Network.Parameters.Values.ToArray();
        }
    }

    private static void CheckFixup<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        TNetwork network = TNetwork.Create(1), plain = TNetwork.Create(1);

        // The declaration as a branch, without the dense layers around it.
        string head = info.Parameters[^1].Name.Split('.')[0];
        string[] names = [.. info.Parameters.Where(p => p.IsWeight && p.Name.Split('.')[0] != head).Select(static p => p.Name.Split('.')[0]).Distinct()];
        if (names is [] or ["dense1"])
        {
            return;
        }

        FixupTensor[] tensors = [.. Fixup.Apply(network.Parameters, [names[^1] + ".*"], zeroOutput: false)];
        Assert.All(tensors, t => Assert.True(info.Parameters[info.IndexOf(t.Name)].IsWeight, t.Name));
        foreach (ParameterInfo parameter in info.Parameters)
        {
            float factor = tensors.FirstOrDefault(t => t.Name == parameter.Name)?.Factor ?? 1;
            for (int i = parameter.Offset; i < parameter.Offset + parameter.Length; i++)
            {
                Assert.Equal(plain.Parameters.Values[i] * factor, network.Parameters.Values[i]);
            }
        }

        // A layer by itself, whose output is then 0 before its biases, gives the same for any input.
        if (info.Layers.FirstOrDefault(l => l.Name == names[^1]) is not { } layer || layer.Kind is "PositionalEncoding" or "Residual" or "Sum" or "Concat")
        {
            return;
        }

        float[] inputs = DefinitionNetworks.Inputs(info, Rows), outputs = new float[Rows * info.OutputSize];
        network.Predict(inputs, outputs);
        Assert.Equal(outputs[..info.OutputSize], outputs[info.OutputSize..(2 * info.OutputSize)]);
    }

    private static void Call(string method, string declaration) =>
        typeof(WeightTests).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(DefinitionNetworks.Load(declaration))
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, CultureInfo.InvariantCulture);
}
