using System.Globalization;

namespace NetGen.Benchmarks.Generation;

/// <summary>The sources of a project of many networks, each in a file of its own, no two alike.</summary>
internal static class ManyNetworks
{
    /// <summary>A file without networks.</summary>
    public const string UnrelatedPath = "Unrelated.cs";

    private static readonly string[] s_activations = ["ReLU", "Tanh", "GELU", "Sigmoid", "SiLU", "LeakyReLU"];

    /// <summary>The files, the unrelated one last.</summary>
    public static IEnumerable<(string Path, string Text)> Sources(int count)
    {
        for (int i = 0; i < count; i++)
        {
            yield return (NetworkPath(i), Network(i, edit: 0));
        }

        yield return (UnrelatedPath, Unrelated(0));
    }

    /// <summary>The file of a network.</summary>
    public static string NetworkPath(int i) => string.Create(CultureInfo.InvariantCulture, $"Net{i}.cs");

    /// <summary>The text of a network: three to six dense layers. Another edit is another number of hidden units.</summary>
    public static string Network(int i, int edit)
    {
        string activation = s_activations[i % s_activations.Length];
        IEnumerable<string> hidden = Enumerable.Range(0, 2 + (i % 4))
            .Select(layer => string.Create(CultureInfo.InvariantCulture, $"[Dense({16 + (8 * ((i + layer) % 12)) + edit}), {activation}]"));
        return string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            using NetGen;

            namespace Consumer.Networks;

            /// <summary>Network {{i}}.</summary>
            [Network, Input({{4 + (i % 60)}})]
            {{string.Join('\n', hidden)}}
            [Dense({{2 + (i % 9)}}), SoftmaxCrossEntropy]
            public partial class Net{{i}};
            """);
    }

    /// <summary>The text of the file without networks.</summary>
    public static string Unrelated(int edit) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        namespace Consumer;

        public static class Unrelated
        {
            public static int Number() => {{edit}};
        }
        """);
}
