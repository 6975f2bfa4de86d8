using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using NetGen.Generator.GradientFlow;

namespace NetGen.Analyzers.Tests;

/// <summary>Source as it is while somebody types: analyzers say what they can, and never fail.</summary>
public class UnfinishedSourceTests
{
    private const string Source = """
        using NetGen;

        namespace App;

        [Network(Init = Init.HeNormal, BatchSize = 64, LearningRate = 0.01f), Input(20, Mean = 3, Std = 2)]
        [Dense(64, Init = Init.Orthogonal, Name = "first"), Sigmoid, LeakyReLU(0.1f)]
        [Dense(1 << 3, L2 = 1e-4f), Activation<Cube>]
        [Dense(10), SoftmaxCrossEntropy(LabelSmoothing = 0.1f)]
        public sealed partial class Net
        {
            public static void Train()
            {
                using var trainer = new Trainer<Net>(new Net(1), new AdamW(1e-3f)) { Clip = Clip.GlobalNorm(1f) };
                trainer.Step(new float[20], new int[1]);
            }
        }

        public readonly struct Cube : IActivation
        {
            public static float Forward(float x) => x * x * x;

            public static float Derivative(float x, float y) => 3 * x * x;
        }
        """;

    [Fact]
    public async Task Analyzers_NeverThrow()
    {
        var token = TestContext.Current.CancellationToken;
        for (var length = Source.Length; length > 0; length -= 5)
        {
            var compilation = CSharpCompilation.Create(
                "Unfinished", [CSharpSyntaxTree.ParseText(Source[..length], Consumer.ParseOptions, cancellationToken: token)],
                Consumer.References, Consumer.CompilationOptions);
            var found = await compilation.WithAnalyzers(Consumer.Analyzers).GetAnalyzerDiagnosticsAsync(token);
            Assert.DoesNotContain(found, static d => d.Id == "AD0001" || d.GetMessage(CultureInfo.InvariantCulture).Contains(GradientFlowPredictor.Failed, StringComparison.Ordinal));
        }
    }
}
