using System.Globalization;
using Microsoft.CodeAnalysis;

namespace NetGen.Generator.Tests;

/// <summary>Every diagnostic: its id, its severity, the exact place, what the message says, and that a pragma silences it.</summary>
public sealed class DiagnosticTests
{
    /// <summary>What surrounds every declaration: a network that is right and has to be generated whatever the other is.</summary>
    private const string Bystander = """


        namespace Bystanders
        {
            using NetGen;

            [Network, Input(2)]
            [Dense(1), MeanSquaredError]
            internal partial class Bystander;

            internal static class Use
            {
                public static int Size => Bystander.Info.InputSize;
            }
        }
        """;

    private static HarnessOptions Options => HarnessOptions.Default with { Documentation = false };

    [Theory]
    [MemberData(nameof(DiagnosticCases.All), MemberType = typeof(DiagnosticCases))]
    public void Declaration_IsReportedAtItsPlace(DiagnosticCase test)
    {
        var markup = Markup.Parse(test.Source);
        var run = GeneratorHarness.RunUnchecked(markup.Source + Bystander, Options);
        var diagnostic = Assert.Single(run.Reported);
        Assert.Equal(test.Id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(Place(markup.Source, markup.Spans.Single().Start, markup.Spans.Single().End), Place(markup.Source, diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.End));
        Assert.True(diagnostic.Location.IsInSource);
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        Assert.All(test.Message, part => Assert.Contains(part, message, StringComparison.Ordinal));
        Assert.DoesNotContain("{0}", message, StringComparison.Ordinal);

        // The rest of the project compiles: other networks are generated, and nothing follows from the mistake but what C# itself says.
        Assert.Contains(run.Files.Keys, static name => name.Contains("Bystander", StringComparison.Ordinal));
        Assert.Equal(test.CompilerErrors, run.CompilerDiagnostics.Select(static d => d.Id).Distinct().Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(DiagnosticCases.All), MemberType = typeof(DiagnosticCases))]
    public void Pragma_Suppresses(DiagnosticCase test)
    {
        var source = $"#pragma warning disable {test.Id}\n{Markup.Parse(test.Source).Source}";
        var run = GeneratorHarness.RunUnchecked(source, Options);
        Assert.Empty(run.Reported);
        Assert.NotEmpty(run.Diagnostics);
    }

    [Fact]
    public void Cases_CoverEveryDiagnostic() =>
        Assert.Equal(
            Descriptors.All.Keys,
            DiagnosticCases.All.Select(static row => row.Data.Id).Append(LanguageVersionTests.Id).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void Several_AreReportedTogether()
    {
        const string source = """
            using NetGen;

            [Network, Input(0)]
            [Dense(-1, MaxNorm = float.NaN), LeakyReLU(float.PositiveInfinity)]
            [Dense(1), Huber(-1f)]
            internal partial class Wrong;
            """;

        var run = GeneratorHarness.RunUnchecked(source, Options);
        Assert.Equal(["NG0006", "NG0006", "NG0012", "NG0012", "NG0012"], run.Reported.Select(static d => d.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["Wrong.g.cs"], run.Files.Keys);
    }

    [Fact]
    public void CodeThatUsesABrokenNetwork_HasNoErrorOfItsOwn()
    {
        const string source = """
            using NetGen;

            [Network, Input(2)]
            [Dense(0, Name = "hidden"), Tanh]
            [Dense(2), SoftmaxCrossEntropy]
            internal sealed partial class Wrong;

            internal static class Use
            {
                public static float Run(float[] input, float[] output)
                {
                    var network = new Wrong(seed: 1);
                    network.Predict(input, output);
                    network.PredictProbabilities(input, output);
                    INetwork<Wrong> face = network.Clone();
                    return face.Parameters.Values[0] + Wrong.InputSize + Wrong.OutputSize + Wrong.Summary.Length + network.Hidden.Weight[0, 0];
                }
            }
            """;

        var run = GeneratorHarness.RunUnchecked(source, Options);
        Assert.Equal(["NG0006"], run.Reported.Select(static d => d.Id));
        Assert.Empty(run.CompilerDiagnostics);
    }

    [Fact]
    public Task Report_IsReadable() =>
        Verify(GeneratorHarness.RunUnchecked(
            """
            using NetGen;

            [Network, Input(2)]
            [Dense(0), Tanh]
            [Dense(1, WeightNorm = true, MaxNorm = 3), SoftmaxCrossEntropy]
            internal partial class Wrong;
            """,
            Options).Driver);

    [Theory]
    [InlineData("[Network, Input(2), Input(3)] [Dense(1), Huber]", "CS0579")]
    [InlineData("[Network, Network, Input(2)] [Dense(1), Huber]", "CS0579")]
    [InlineData("[Network, Input(2)] [Dense(1), Huber, Huber]", "CS0579")]
    [InlineData("[Network, Input()] [Dense(1), Huber]", "CS1729")]
    [InlineData("[Network, Input(2)] [Dense, Huber]", "CS7036")]
    [InlineData("[Network, Input(2)] [Dense(\"many\"), Huber]", "CS1503")]
    [InlineData("[Network, Input(2)] [Dense(1, Units = 3), Huber]", "CS0617")]
    [InlineData("[Network, Input(2)] [Dense(1, Colour = 3), Huber]", "CS0246")]
    [InlineData("[Network, Input(2)] [Dense(1, Init = Init.Unknown), Huber]", "CS0117")]
    [InlineData("[Network, Input(2)] [Dense(1, L2 = 1.0), Huber]", "CS0664")]
    [InlineData("[Network, Input(2)] [Dense(1), Activation<>, Huber]", "CS7003")]
    [InlineData("[Network, Input(2)] [Dense(1), Loss]", "CS0653")]
    [InlineData("[Network, Input(2)] [Dense(1), Conv4D(3), Huber]", "CS0246")]
    public void WhatTheCompilerReports_IsLeftToIt(string attributes, string error)
    {
        var run = GeneratorHarness.RunUnchecked($"using NetGen;\n\n{attributes} internal partial class Wrong;{Bystander}", Options);
        Assert.Contains(error, run.CompilerDiagnostics.Select(static d => d.Id));
        Assert.All(run.CompilerDiagnostics, static d => Assert.Equal("Networks.cs", d.Location.SourceTree!.FilePath));
        Assert.DoesNotContain(run.Reported, static d => d.Id is not ("NG0003" or "NG0011"));
        Assert.Contains("Bystanders.Bystander.Kernels.g.cs", run.Files.Keys);
    }

    [Fact]
    public void UnfinishedSource_NeverThrows()
    {
        var source = Samples.Regularised + "\n" + Samples.Custom;
        var run = GeneratorHarness.Start(GeneratorHarness.Compile(Options, source));
        for (var length = source.Length - 1; length > 0; length -= 11)
        {
            run = GeneratorHarness.Continue(run.Driver, GeneratorHarness.Compile(Options, source[..length]));
            Assert.True(run.Result.Exception is null, $"after {length} characters: {run.Result.Exception}");
            Assert.DoesNotContain(run.Reported, static d => d.Id is "CS8785" or "CS8784");
        }
    }

    private static string Place(string source, int start, int end) =>
        end <= source.Length ? $"{start}..{end}: {source[start..end]}" : $"{start}..{end}";
}
