using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>
/// Generated code is clean for consumers of every kind: all tests build with checked arithmetic, without unsafe code, without
/// implicit usings, with every warning as an error and documentation required; these turn what else there is to turn.
/// </summary>
public sealed class HostileConsumerTests
{
    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void EverySample_CompilesCleanAndIsCached(string sample) => GeneratorHarness.Run(Samples.All[sample]);

    [Theory]
    [InlineData("MeanSquaredError")]
    [InlineData("MeanAbsoluteError")]
    [InlineData("Huber")]
    [InlineData("LogCosh")]
    [InlineData("BinaryCrossEntropy")]
    [InlineData("SoftmaxCrossEntropy")]
    [InlineData("LabelSmoothing")]
    [InlineData("Hinge")]
    [InlineData("SquaredHinge")]
    [InlineData("PoissonNLL")]
    [InlineData("KLDivergence")]
    public void EveryLoss_CompilesClean(string loss) => GeneratorHarness.Run(Samples.WithLoss(loss));

    [Theory]
    [InlineData(NullableContextOptions.Enable, false, true)]
    [InlineData(NullableContextOptions.Enable, true, false)]
    public void AllSamplesTogether_CompileClean(NullableContextOptions nullable, bool allowUnsafe, bool isChecked)
    {
        var options = HarnessOptions.Default with { Nullable = nullable, AllowUnsafe = allowUnsafe, Checked = isChecked };
        var compilation = GeneratorHarness.Compile(options, [.. Samples.All.Values]);
        GeneratorHarness.Start(compilation).AssertClean();
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public void OtherLanguageVersions_CompileClean(LanguageVersion version) =>
        GeneratorHarness.Run(Samples.WeightNormalised, HarnessOptions.Default with { LanguageVersion = version });

    [Fact]
    public void GlobalUsings_DoNotCaptureNames() => GeneratorHarness.Run($$"""
        global using Vector512 = System.Int32;
        global using Vector256 = System.Int32;
        global using Vector128 = System.Int32;
        global using Unsafe = System.String;
        global using Span = System.String;
        global using MemoryMarshal = System.String;
        global using VectorMath = System.String;
        global using Reductions = System.String;
        global using Math = System.String;
        global using NetGenInfo = System.String;
        global using static Capturing.Captures;

        namespace Capturing
        {
            internal static class Captures
            {
                public static int Multiply(int a, int b) => a * b;

                public static int rows;

                public static int capacity;
            }
        }

        {{Samples.Regularised}}
        """.Replace("rows;", "rows => 1;", StringComparison.Ordinal).Replace("capacity;", "capacity => 1;", StringComparison.Ordinal));

    [Fact]
    public void ANamespaceBelowOurs_CompilesClean() => GeneratorHarness.Run("""
        namespace NetGen.Example.Kernels
        {
            [Network, Input(2)]
            [Dense(3), Activation<Unsafe>]
            [Dense(1), MeanSquaredError]
            internal partial class Vector512
            {
                // What a user may well have beside it.
                internal static int Rows => 1;

                private int Forward(int x) => x + Rows;

                private int Backward(int x) => Forward(x);
            }

            internal readonly struct Unsafe : IActivation
            {
                public static float Forward(float x) => x;

                public static float Derivative(float x, float y) => 1f;
            }

            internal class Span;

            internal class LossKernels;
        }
        """);

    [Fact]
    public void ArgumentsOfEveryForm_GiveTheSameNetwork()
    {
        const string plain = """
            namespace Forms
            {
                using NetGen;

                [Network, Input(3)]
                [Dense(4, L2 = 0.5f, Name = "first")]
                [LeakyReLU(0.25f)]
                [MeanSquaredError]
                internal partial class Net;
            }
            """;
        const string odd = """
            namespace Forms
            {
                [global::NetGen.NetworkAttribute] [global::NetGen.InputAttribute(size: 1 + 2)]
                [type: global::NetGen.DenseAttribute(units: Sizes.Four, Name = nameof(First), L2 = 1 / 2f)]
                [D2(slope: (float)0.25)] [global::NetGen.MeanSquaredErrorAttribute()]
                internal partial class Net;

                internal static class Sizes
                {
                    public const int Four = 4;
                }

                internal class First;
            }
            """;

        var first = GeneratorHarness.Run(plain).Files;
        var second = GeneratorHarness.Run("using D2 = NetGen.LeakyReLUAttribute;\n" + odd).Files;
        foreach (var (name, text) in first.Where(static pair => !pair.Key.EndsWith(".Source.g.cs", StringComparison.Ordinal)))
        {
            Assert.Equal(text, second[name]);
        }
    }

    [Fact]
    public void HostileCulture_GivesTheSameBytes()
    {
        var invariant = Generate();
        var culture = (CultureInfo)CultureInfo.GetCultureInfo("sv-SE").Clone();
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NaNSymbol = "¤";
        culture.NumberFormat.PositiveInfinitySymbol = "∞";
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            Assert.Equal("−1,5", (-1.5f).ToString(CultureInfo.CurrentCulture));
            Assert.Equal(invariant, Generate());

            // Turkish: upper and lower case of i are different letters.
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(invariant, Generate());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        static IReadOnlyDictionary<string, string> Generate() =>
            GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default, [.. Samples.All.Values])).Files;
    }

    [Fact]
    public void PathAndAssembly_DoNotReachTheText()
    {
        var here = GeneratorHarness.Run(Samples.Regularised);
        var there = GeneratorHarness.Run(
            Samples.Regularised,
            HarnessOptions.Default with { FilePath = "/home/somebody/src/some-project/Networks.cs", AssemblyName = "Another.Assembly" });
        var windows = GeneratorHarness.Run(Samples.Regularised, HarnessOptions.Default with { FilePath = @"C:\Users\Somebody\src\Networks.cs" });

        Assert.Equal(here.Files, there.Files);
        Assert.Equal(here.Files, windows.Files);
    }

    [Fact]
    public void LineEndingsOfTheSource_DoNotReachTheText()
    {
        var unix = GeneratorHarness.Run(Samples.Regression.ReplaceLineEndings("\n"));
        var windows = GeneratorHarness.Run(Samples.Regression.ReplaceLineEndings("\r\n"));
        Assert.Equal(unix.Files, windows.Files);
    }

    [Theory]
    [MemberData(nameof(Samples.Names), MemberType = typeof(Samples))]
    public void GeneratedText_IsTidy(string sample)
    {
        var version = typeof(NetworkGenerator).Assembly.GetName().Version!.ToString();
        var files = GeneratorHarness.Start(GeneratorHarness.Compile(HarnessOptions.Default, Samples.All[sample])).Files;

        Assert.NotEmpty(files);
        foreach (var (name, text) in files)
        {
            Assert.EndsWith(".g.cs", name, StringComparison.Ordinal);
            Assert.StartsWith("// <auto-generated/>\n", text, StringComparison.Ordinal);
            Assert.DoesNotContain('\r', text);
            Assert.DoesNotContain('\t', text);
            Assert.DoesNotContain(version, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Repository.Root, text, StringComparison.Ordinal);
            Assert.DoesNotContain("#pragma warning disable\n", text, StringComparison.Ordinal);
            Assert.EndsWith("}\n", text, StringComparison.Ordinal);
            Assert.All(text.Split('\n'), static line => Assert.True(line.Length == 0 || !char.IsWhiteSpace(line[^1]), $"trailing space: '{line}'"));
            Assert.All(text.Split('\n'), static line => Assert.True(line.Length <= 300, $"long line: '{line}'"));
        }
    }

    [Fact]
    public void NamesThatDifferInUnderscoresOnly_StayApart()
    {
        const string network = "[NetGen.Network, NetGen.Input(2)] [NetGen.Dense(1), NetGen.MeanSquaredError] internal partial class";
        GeneratorHarness.Run($$"""
            namespace A { {{network}} _B; }
            namespace A_ { {{network}} B; }
            namespace A { {{network}} __B; }
            namespace A._ { {{network}} B; }
            namespace A_._ { {{network}} B_; }
            {{network}} A_B;
            {{network}} A__B;
            namespace A { {{network}} B; }
            """);
    }

    [Fact]
    public void HintNames_AreUniqueAcrossNamespacesAndCase()
    {
        const string source = """
            namespace A
            {
                using NetGen;

                [Network, Input(2)]
                [Dense(1), MeanSquaredError]
                internal partial class Net;

                internal partial class Outer
                {
                    [Network, Input(2)]
                    [Dense(1), MeanSquaredError]
                    internal partial class Net;
                }
            }

            namespace A.Outer2
            {
                using NetGen;

                [Network, Input(2)]
                [Dense(1), MeanSquaredError]
                internal partial class NET;

                [Network, Input(2)]
                [Dense(1), MeanSquaredError]
                internal partial class Net;
            }
            """;

        var run = GeneratorHarness.Run(source);
        var names = run.Files.Keys.ToList();
        Assert.Equal(4, run.Output.GetSymbolsWithName(static n => n.Equals("Net", StringComparison.OrdinalIgnoreCase), SymbolFilter.Type, TestContext.Current.CancellationToken).Count());
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
