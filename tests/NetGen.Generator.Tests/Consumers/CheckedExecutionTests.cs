using System.Reflection;

namespace NetGen.Generator.Tests;

/// <summary>Code that is generated into a checked build also runs there: no index or hash overflows.</summary>
public sealed class CheckedExecutionTests
{
    private const int Rows = 3;

    private static readonly Lazy<IReadOnlyDictionary<string, Type>> _networks = new(Load);

    public static TheoryData<string> Networks =>
    [
        "NoNamespace", "Smallest.Line", "Regression.Regressor", "Shaped.Image", "Shaped.Tagger", "Sequences.Stream", "Sequences.Reader", "Sequences.Causal", "Composed.Everything", "SharedShapes.Deep", "Convolutions.LeNet", "Convolutions.Mixed", "Convolutions.Sequence",
        "EveryActivation.Zoo", "ActivationOptions.Options",
        "Custom.Own", "Uninstrumented.Plain", "WeightNormalised.Normed", "Normalisation.Normal", "ComputedWeights.Image", "ComputedWeights.Steps", "Transformers.Writer", "Noise.Noisy", "Regularised.Strict", "Everywhere.Thin", "Everywhere.Pooled", "Nested.Deeply.Outer+Base+Middle+IInner+Hidden",
        "namespace.static.event+class", "SameName.First.Twin", "SameName.Second.Twin", "OddSizes.Odd", "Company.System.InSystem",
        "Company.NetGen.InNetGen", "Company.NetGen.Kernels.Surrounded",
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Network_RunsForwardAndBackward(string network)
    {
        var method = GetType().GetMethod(nameof(Exercise), BindingFlags.Static | BindingFlags.NonPublic)!;
        method.MakeGenericMethod(_networks.Value[network]).Invoke(null, null);
        StreamedNetwork.StreamWhere(_networks.Value[network]);
    }

    [Fact]
    public void AllNetworks_AreListed() =>
        Assert.Equal(_networks.Value.Keys.Order(StringComparer.Ordinal), Networks.Select(static row => row.Data).Order(StringComparer.Ordinal));

    private static void Exercise<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        var info = TNetwork.Info;
        var network = TNetwork.Create(long.MinValue);
        Assert.True(network.Parameters.Values.SequenceEqual(TNetwork.Create(long.MinValue).Parameters.Values));

        var input = new float[Rows * info.InputSize];
        for (var i = 0; i < input.Length; i++)
        {
            input[i] = (((i * 37) % 19) - 9) / 10f;
        }

        var output = new float[Rows * info.OutputSize];
        network.Predict(input, output);
        Assert.All(output, static y => Assert.True(float.IsFinite(y)));
        Assert.Throws<ArgumentException>(() => network.Predict(new float[(Rows * info.InputSize) + 1], new float[Rows * info.OutputSize]));
        Assert.Throws<ArgumentException>(() => network.Predict(new float[Rows * info.InputSize], new float[(Rows * info.OutputSize) + 1]));

        // A larger capacity than batch, so that offsets and rows are told apart.
        var workspace = new Workspace(info, Rows + 2) { Batch = Rows };
        network.Forward(input, workspace);
        var last = workspace.Activation(info.Layers[^1]);

        // Predictions with a folded normalisation round in another place.
        var tolerance = typeof(TNetwork).Namespace is "Normalisation" or "ComputedWeights" || typeof(TNetwork).Name == "Causal" ? 1e-5f : 0f;
        var channels = info.Layers[^1].OutputChannels;
        for (var i = 0; i < output.Length; i++)
        {
            Assert.Equal(output[i], last[i / channels, i % channels], tolerance);
        }

        if (info.Loss.Length == 0)
        {
            return;
        }

        var targets = new float[output.Length];
        Array.Fill(targets, 1f / info.OutputSize);
        AssertGradient(network.Loss(targets, [], workspace), network, input, workspace, info);
        if (info.TakesClassIndices)
        {
            var positions = info.Layers[^1].OutputPositions;
            int[] labels = [.. Enumerable.Range(0, 3 * positions).Select(i => i % (info.OutputSize / positions))];
            AssertGradient(network.Loss([], labels, workspace), network, input, workspace, info);
        }
    }

    private static void AssertGradient<TNetwork>(float loss, TNetwork network, float[] input, Workspace workspace, NetworkInfo info)
        where TNetwork : class, INetwork<TNetwork>
    {
        Assert.True(float.IsFinite(loss), $"the loss is {loss}");
        network.Backward(input, workspace);
        var gradients = workspace.Gradients.Span;
        Assert.False(gradients.ContainsAnyExceptInRange(float.MinValue, float.MaxValue));
        Assert.True(gradients.ContainsAnyExcept(0f));

        // What pads a row stays zero: kernels run over it.
        foreach (var parameter in info.Parameters)
        {
            var padding = gradients.Slice(parameter.Offset, parameter.Length).ToArray();
            for (var i = 0; i < parameter.Count; i++)
            {
                padding[parameter.IndexOf(i / parameter.Columns, i % parameter.Columns) - parameter.Offset] = 0;
            }

            Assert.False(padding.AsSpan().ContainsAnyExcept(0f), parameter.Name);
        }
    }

    private static Dictionary<string, Type> Load()
    {
        var compilation = GeneratorHarness.Compile(HarnessOptions.Default, [.. Samples.All.Values]);
        using var image = new MemoryStream();
        var result = GeneratorHarness.Start(compilation).AssertClean().Output.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(image.ToArray()).GetTypes()
            .Where(static type => type.GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(INetwork<>)))
            .ToDictionary(static type => type.FullName!, StringComparer.Ordinal);
    }
}
