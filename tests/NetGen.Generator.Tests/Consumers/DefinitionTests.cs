using NetGen.Generator.Layers;

namespace NetGen.Generator.Tests;

/// <summary>Theories over all definitions: whoever adds a layer, an activation or a loss gets these tests with it.</summary>
public sealed class DefinitionTests
{
    public static TheoryData<string> Layers => [.. DefinitionTable.Layers.Select(static d => d.Kind)];

    public static TheoryData<string> Losses => [.. DefinitionTable.Losses.Select(static d => d.Kind)];

    [Fact]
    public void EveryAttributeOfTheRuntime_HasItsDefinition()
    {
        Assert.Equal(Kinds(typeof(LayerAttribute)).Distinct(), DefinitionTable.Layers.Select(static d => d.Kind));
        Assert.Equal(Kinds(typeof(LossAttribute)), DefinitionTable.Losses.Select(static d => d.Kind));
    }

    [Theory]
    [MemberData(nameof(Layers))]
    public void Layer_CompilesCleanAndIsCachedAsFirstMiddleAndLast(string kind)
    {
        var definition = DefinitionTable.Layer(kind)!;
        var sample = definition.Sample;
        if (definition.ReadsInput)
        {
            Assert.Equal(6, GeneratorHarness.Run($$"""
                using NetGen;

                namespace Definitions
                {
                    [Network, Input(3)]
                    {{sample}}
                    [Dense(4), MeanSquaredError]
                    internal partial class Sample;
                }
                """).Files.Count);
            return;
        }

        if (definition.SampleInput != "[Input(4)]" || kind == "Reshape")
        {
            Layer_CompilesCleanAndIsCachedAsFirstAndLast(definition);
            return;
        }

        var run = GeneratorHarness.Run($$"""
            using NetGen;

            namespace Definitions
            {
                [Network, Input(3)]
                {{sample}}
                [Dense(20)]
                {{sample}}
                [Dense(4)]
                {{sample}}
                [MeanSquaredError]
                internal partial class Sample;
            {{DefinitionNetworks.Types}}
            }
            """);
        // Five of the network, and the matrix product of the project.
        Assert.Equal(6, run.Files.Keys.Count(static f => !f.EndsWith(".Blocks.g.cs", StringComparison.Ordinal)));
    }

    /// <summary>Layers that need a shape of their own stand at both ends of a network, behind a dense layer that keeps the shape.</summary>
    private static void Layer_CompilesCleanAndIsCachedAsFirstAndLast(LayerDefinition definition)
    {
        var channels = definition.SampleInput[..^2].Split(['(', ' ']).Last();
        var run = GeneratorHarness.Run($$"""
            using NetGen;

            namespace Definitions
            {
                [Network]
                {{definition.SampleInput}}
                {{definition.Sample}}
                [Dense(4), MeanSquaredError]
                internal partial class First;

                [Network]
                {{definition.SampleInput}}
                [Dense({{channels}})]
                {{definition.Sample}}
                [MeanSquaredError]
                internal partial class Last;
            {{DefinitionNetworks.Types}}
            }
            """);
        // Five of each network, and the matrix product of the project.
        Assert.Equal(11, run.Files.Keys.Count(static f => !f.EndsWith(".Blocks.g.cs", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Loss_CompilesCleanAndIsCachedAfterALayerAndWithoutInstrumentation(string kind)
    {
        var before = kind == "KLDivergence" ? "[LogSoftmax]" : "[Linear]";
        var run = GeneratorHarness.Run($$"""
            using NetGen;

            namespace Definitions
            {
                [Network(Instrument = Instrumentation.Off), Input(3)]
                [Dense(20), Tanh]
                [Dense(4)]
                {{before}}
                {{DefinitionTable.Loss(kind)!.Sample}}
                internal partial class Sample;
            {{DefinitionNetworks.Types}}
            }
            """);
        // Five of the network, and the matrix product of the project.
        Assert.Equal(6, run.Files.Count);
    }

    private static IEnumerable<string> Kinds(Type root) =>
        root.Assembly.GetTypes()
            .Where(type => !type.IsAbstract && root.IsAssignableFrom(type))
            .Select(static type => type.Name.Split('`')[0].Replace("Attribute", "", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
