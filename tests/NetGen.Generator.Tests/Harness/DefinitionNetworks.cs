using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text;
using NetGen.Generator.Layers;

namespace NetGen.Generator.Tests;

/// <summary>
/// A network for every declaration that definitions have for tests, compiled and loaded: a dense layer that keeps the shape, the
/// declaration, and a dense layer. Whoever adds a definition has a network here.
/// </summary>
internal static class DefinitionNetworks
{
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlyDictionary<string, Type>>> _loaded = new(StringComparer.Ordinal);

    /// <summary>The declarations.</summary>
    public static IEnumerable<string> Declarations => DefinitionTable.Layers.SelectMany(static d => d.MoreSamples.Prepend(d.Sample)).Distinct();

    /// <summary>The blocks and user-written types that declarations name.</summary>
    public const string Types = """
            [Block]
            [Dense(6), Tanh]
            internal sealed class Inner;

            [Block, Residual<Inner>, ReLU]
            internal sealed class Other;

            internal readonly struct Swish : IActivation
            {
                public static float Forward(float x) => x / (1f + (x * x));

                public static float Derivative(float x, float y) => (1f - (x * x)) / ((1f + (x * x)) * (1f + (x * x)));
            }

            internal readonly struct Quartic : ILoss
            {
                public static float Value(float output, float target) => (output - target) * (output - target);

                public static float Derivative(float output, float target) => 2f * (output - target);
            }
        """;

    /// <summary>The network of a declaration.</summary>
    /// <param name="declaration">One of <see cref="Declarations"/>.</param>
    /// <param name="options">What [Network] says, such as <c>L2 = 0.5f</c>.</param>
    public static Type Load(string declaration, string options = "") =>
        _loaded.GetOrAdd(options, static o => new(() => LoadAll(o))).Value[declaration];

    /// <summary>A batch for such a network: tokens of a small vocabulary, or numbers of both signs.</summary>
    public static float[] Inputs(NetworkInfo info, int rows)
    {
        bool takesTokens = info.Layers[0].Kind == "Embedding";
        return [.. Enumerable.Range(0, rows * info.InputSize).Select(i => takesTokens ? i % 7 : (((i * 37) % 19) - 9) / 10f)];
    }

    /// <summary>What the generator makes of each declaration.</summary>
    public static Dictionary<string, Model.NetworkModel> Models()
    {
        (GeneratorRun run, Dictionary<string, string> names) = Run("");
        Dictionary<string, Model.NetworkModel> models = run.Result.TrackedSteps[TrackingNames.Model].SelectMany(static s => s.Outputs)
            .Select(static o => (Model.NetworkModel)o.Value).ToDictionary(static m => m.Namespace + "." + m.Name, StringComparer.Ordinal);
        return names.ToDictionary(static n => n.Key, n => models[n.Value], StringComparer.Ordinal);
    }

    private static Dictionary<string, Type> LoadAll(string options)
    {
        (GeneratorRun run, Dictionary<string, string> names) = Run(options);
        using var image = new MemoryStream();
        var result = run.Output.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        Assembly assembly = Assembly.Load(image.ToArray());
        return names.ToDictionary(static n => n.Key, n => assembly.GetType(n.Value, throwOnError: true)!, StringComparer.Ordinal);
    }

    private static (GeneratorRun Run, Dictionary<string, string> Names) Run(string options)
    {
        var source = new StringBuilder("using NetGen;\n\nnamespace Definitions\n{\n").Append(Types).Append('\n');
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var definition in DefinitionTable.Layers)
        {
            foreach (var declaration in definition.MoreSamples.Prepend(definition.Sample))
            {
                string name = "Sample" + names.Count.ToString(CultureInfo.InvariantCulture);
                string channels = definition.SampleInput[..^2].Split(['(', ' ']).Last();
                string before = definition.ReadsInput ? "" : $"[Dense({channels})]";
                source.Append(CultureInfo.InvariantCulture, $$"""
                        [Network({{options}})]
                        {{(definition.ReadsInput ? "[Input(3)]" : definition.SampleInput)}}
                        {{before}}
                        {{declaration}}
                        [Dense(4), MeanSquaredError]
                        internal partial class {{name}};


                    """);
                names.Add(declaration, "Definitions." + name);
            }
        }

        source.Append('}').Append('\n');
        GeneratorRun run = GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default with { Documentation = false }, source.ToString()));
        Assert.Empty(run.Reported);
        return (run, names);
    }
}
