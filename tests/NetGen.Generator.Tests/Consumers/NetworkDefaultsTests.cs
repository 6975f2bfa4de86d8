extern alias runtime;

using System.Globalization;
using System.Reflection;

namespace NetGen.Generator.Tests;

/// <summary>
/// What [Network] says holds for every kind of layer, or there is a reason that its documentation gives. Theories over all definitions: one
/// that is added has to obey, too.
/// </summary>
public sealed class NetworkDefaultsTests
{
    private const float L1 = 0.25f, L2 = 0.5f, Limit = 0.125f;
    private const int Rows = 3;

    public static TheoryData<string> Declarations => [.. DefinitionNetworks.Declarations];

    [Fact]
    public void EveryOptionOfTheNetwork_IsTestedHereOrConcernsThePredictionOnly() => Assert.Equal(
        ["BatchSize", "Bias", "Init", "InitScale", "Instrument", "L1", "L2", "LearningRate", "MaxNorm", "SpectralNorm", "WeightNorm"],
        typeof(NetworkAttribute).GetProperties(BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Public).Select(static p => p.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Declarations))]
    public void Penalties_AddToTheGradientOfWeightsAndOfNothingElse(string declaration) =>
        Call(nameof(ComparePenalties), DefinitionNetworks.Load(declaration), DefinitionNetworks.Load(declaration, "L1 = 0.25f, L2 = 0.5f"));

    /// <summary>One set of networks for what does not disturb each other: compiling takes longer than anything else here.</summary>
    [Theory]
    [MemberData(nameof(Declarations))]
    public void InitBiasMaxNormAndInstrument_HoldForEveryLayer(string declaration)
    {
        Type network = DefinitionNetworks.Load(declaration, "Init = Init.Constant, InitScale = 0.25f, Bias = false, MaxNorm = 0.125f, Instrument = Instrumentation.Off");
        Call(nameof(CheckInit), network);
        Call(nameof(CheckBias), network);
        Call(nameof(StepWithinLimit), network);
        Call(nameof(CheckInstrument), network);
        Call(nameof(CheckInstrument), DefinitionNetworks.Load(declaration));
    }

    [Theory]
    [MemberData(nameof(Declarations))]
    public void WeightNorm_GivesEveryWeightAMagnitude(string declaration) => Call(nameof(CheckWeightNorm), DefinitionNetworks.Load(declaration, "WeightNorm = true"));

    [Theory]
    [MemberData(nameof(Declarations))]
    public void SpectralNorm_GivesEveryWeightItsVectors(string declaration) => Call(nameof(CheckSpectralNorm), DefinitionNetworks.Load(declaration, "SpectralNorm = true"));

    private static void ComparePenalties<TPlain, TPenalised>()
        where TPlain : class, INetwork<TPlain>
        where TPenalised : class, INetwork<TPenalised>
    {
        NetworkInfo info = TPenalised.Info;
        (float[] weights, float[] plain) = Gradients<TPlain>();
        (float[] same, float[] penalised) = Gradients<TPenalised>();
        Assert.Equal(weights, same);
        foreach (ParameterInfo parameter in info.Parameters)
        {
            Assert.Equal((parameter.IsWeight ? L1 : 0, parameter.IsWeight ? L2 : 0), (parameter.L1, parameter.L2));
            for (int i = parameter.Offset; i < parameter.Offset + parameter.Length; i++)
            {
                double expected = parameter.IsWeight ? (L1 * Math.Sign(weights[i])) + (2 * L2 * weights[i]) : 0;
                double difference = Math.Abs(penalised[i] - plain[i] - expected);
                Assert.True(difference <= (parameter.IsWeight ? 1e-5 * (1 + Math.Abs(plain[i])) : 0), string.Create(
                    CultureInfo.InvariantCulture, $"{parameter.Name}[{i - parameter.Offset}]: {penalised[i]}, where {plain[i]} + {expected} was expected"));
            }
        }
    }

    private static (float[] Weights, float[] Gradients) Gradients<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        Workspace workspace = Train(out TNetwork network);
        return (network.Parameters.Values.ToArray(), workspace.Gradients.Span.ToArray());
    }

    private static void StepWithinLimit<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        using var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new SGD(0.1f));
        trainer.Step(DefinitionNetworks.Inputs(info, Rows), new float[Rows * info.OutputSize]);
        foreach (ParameterInfo parameter in info.Parameters)
        {
            Assert.Equal(parameter.IsWeight ? runtime::NetGen.Constraint.MaxNorm : runtime::NetGen.Constraint.None, parameter.Constraint);
            if (parameter.IsWeight)
            {
                double[] norms = Norms(trainer.Network.Parameters.Values, parameter);
                Assert.All(norms, static n => Assert.InRange(n, 0, Limit * 1.000001));
                Assert.Contains(norms, static n => n > 0);
            }
        }
    }

    /// <summary>The norms of units, which are columns of each gate, and of an embedding's tokens, which are rows.</summary>
    private static double[] Norms(ReadOnlySpan<float> values, ParameterInfo parameter)
    {
        bool isTable = parameter.Role == runtime::NetGen.ParameterRole.Embedding;
        double[] squares = new double[isTable ? parameter.Rows : parameter.Gates * parameter.Columns];
        for (int row = 0; row < parameter.Rows; row++)
        {
            for (int column = 0; column < parameter.Columns; column++)
            {
                double value = values[parameter.IndexOf(row, column)];
                squares[isTable ? row : (row % parameter.Gates * parameter.Columns) + column] += value * value;
            }
        }

        return [.. squares.Select(Math.Sqrt)];
    }

    private static void CheckInit<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        TNetwork network = TNetwork.Create(1);
        foreach (ParameterInfo parameter in TNetwork.Info.Parameters)
        {
            // Documented: what multiplies a state at every step starts orthogonal, and positions are added to a signal, not multiplied with it.
            bool isFilled = parameter.IsWeight && parameter.Role != runtime::NetGen.ParameterRole.RecurrentWeight && !parameter.Name.EndsWith(".positions", StringComparison.Ordinal);
            for (int row = 0; row < parameter.Rows && isFilled; row++)
            {
                for (int column = 0; column < parameter.Columns; column++)
                {
                    Assert.True(network.Parameters.Values[parameter.IndexOf(row, column)] == 0.25f, parameter.Name);
                }
            }

            Assert.True(isFilled || parameter.Initializer.Kind != runtime::NetGen.Init.Constant || parameter.Role == runtime::NetGen.ParameterRole.Slope, parameter.Name);
        }
    }

    private static void CheckBias<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        Assert.All(
            info.Parameters.Where(static p => p.Role is runtime::NetGen.ParameterRole.Bias or runtime::NetGen.ParameterRole.RecurrentBias),
            p => Assert.Contains("Norm", info.Layers[p.Layer].Kind, StringComparison.Ordinal));
    }

    private static void CheckWeightNorm<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        for (int i = 0; i < info.Parameters.Length; i++)
        {
            ParameterInfo parameter = info.Parameters[i];
            bool isNormalised = parameter.IsWeight && !parameter.Name.EndsWith(".positions", StringComparison.Ordinal);
            Assert.Equal(isNormalised, i + 1 < info.Parameters.Length && info.Parameters[i + 1].Role == runtime::NetGen.ParameterRole.Magnitude);
        }
    }

    private static void CheckSpectralNorm<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        foreach (ParameterInfo parameter in info.Parameters)
        {
            bool isNormalised = parameter.IsWeight && !parameter.Name.EndsWith(".positions", StringComparison.Ordinal);
            Assert.Equal(isNormalised, info.States.Any(s => s.Name == parameter.Name + ".u"));
        }
    }

    private static void CheckInstrument<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        Workspace workspace = Train<TNetwork>(out _);
        bool isOn = TNetwork.Info.Instrumentation == runtime::NetGen.Instrumentation.On;
        for (int i = 0; i < workspace.Statistics.Length; i++)
        {
            ParameterInfo parameter = TNetwork.Info.Parameters[i];
            double squares = 0;
            foreach (float value in workspace.Gradients.Span.Slice(parameter.Offset, parameter.Length))
            {
                squares += (double)value * value;
            }

            Assert.Equal(isOn ? squares : 0, workspace.Statistics[i].SumOfSquares, squares * 1e-5);
        }

        Assert.True(isOn || !workspace.StepGradientNorms.AsSpan().ContainsAnyExcept(0.0));
    }

    private static Workspace Train<TNetwork>(out TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        network = TNetwork.Create(1);
        float[] inputs = DefinitionNetworks.Inputs(info, Rows), targets = new float[Rows * info.OutputSize];
        Array.Fill(targets, 0.5f);
        var workspace = new Workspace(info, Rows) { Training = true, Step = 1 };
        network.Forward(inputs, workspace);
        network.Loss(targets, [], workspace);
        network.Backward(inputs, workspace);
        return workspace;
    }

    private static void Call(string method, params Type[] networks) =>
        typeof(NetworkDefaultsTests).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(networks)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, null, CultureInfo.InvariantCulture);
}
