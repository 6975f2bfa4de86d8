using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using static NetGen.Analyzers.Tests.Networks;

namespace NetGen.Analyzers.Tests;

/// <summary>
/// The whole way: the editor warns of a network of twelve sigmoid layers, a fix makes the warning go away, and training both shows
/// that the compiler was right.
/// </summary>
public class EndToEndTests
{
    private const int Inputs = 20;
    private const int Classes = 10;
    private const int Batch = 64;
    private const int Steps = 400;

    [Fact]
    public async Task TwelveSigmoids_AreWarnedOfFixedAndTrained()
    {
        using var editor = new Editor(Class($"[Network, Input({Inputs}, Std = 1)]\n{Times(12, "[Dense(64), Sigmoid]")}[Dense({Classes}), SoftmaxCrossEntropy]"));
        var warning = Assert.Single(await editor.DiagnosticsAsync(), static d => d.Id == "NG1001");
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.Contains("(R = -6.91, confidence 100%)", warning.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        var vanishing = await MeasureAsync(editor);

        // What was predicted before anything ran: first and last hidden layer, and their ratio.
        Assert.InRange(Math.Log10(vanishing.First / vanishing.Predicted), -0.5, 0.5);

        // It finds out how frequent the classes are, and nothing else.
        Assert.InRange(vanishing.LastLoss / vanishing.FirstLoss, 0.95, 1.1);

        var offer = Assert.Single(await editor.OffersAsync(warning), static o => o.Title.StartsWith("Use ReLU", StringComparison.Ordinal));
        await editor.ApplyAsync(offer);
        Assert.DoesNotContain(await editor.DiagnosticsAsync(), static d => d.Severity >= DiagnosticSeverity.Warning);
        var healthy = await MeasureAsync(editor);
        Assert.InRange(Math.Log10(healthy.First / healthy.Predicted), -0.5, 0.5);
        Assert.True(healthy.LastLoss < 0.6 * vanishing.LastLoss, $"{vanishing} against {healthy}");
        Assert.True(healthy.First > 1e4 * vanishing.First);
    }

    /// <summary>Compiles the editor's file with the generator, and trains the network.</summary>
    private static async Task<Outcome> MeasureAsync(Editor editor)
    {
        var token = TestContext.Current.CancellationToken;
        var compilation = (await editor.Document.Project.GetCompilationAsync(token))!;
        CSharpGeneratorDriver.Create([new Generator.NetworkGenerator().AsSourceGenerator()], parseOptions: Consumer.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _, token);
        using var image = new MemoryStream();
        var result = output.WithOptions(output.Options.WithOptimizationLevel(OptimizationLevel.Release)).Emit(image, cancellationToken: token);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Take(5)));
        var type = Assembly.Load(image.ToArray()).GetType("Net")!;
        return (Outcome)typeof(EndToEndTests).GetMethod(nameof(Train), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, null)!;
    }

    /// <summary>A teacher of two layers: the class is the largest component of tanh(2xA)B.</summary>
    private static Outcome Train<TNetwork>()
        where TNetwork : class, INetwork<TNetwork>
    {
        using var trainer = new Trainer<TNetwork>(TNetwork.Create(1), new SGD(0.02f, momentum: 0.9));
        var teacher = new Philox(7, 1);
        double[] a = [.. Enumerable.Range(0, Inputs * Inputs).Select(_ => (double)teacher.NextNormal() / Math.Sqrt(Inputs))];
        double[] b = [.. Enumerable.Range(0, Inputs * Classes).Select(_ => (double)teacher.NextNormal())];
        var data = new Philox(7, 2);
        var x = new float[Batch * Inputs];
        var labels = new int[Batch];
        double first = 0, firstLoss = 0, lastLoss = 0;
        for (var step = 0; step < Steps; step++)
        {
            Fill(data, a, b, x, labels);
            var result = trainer.Step(x, labels);
            if (step == 0)
            {
                first = trainer.Gradients[0].Norm;
            }

            firstLoss += step < Steps / 10 ? result.Loss : 0;
            lastLoss += step >= Steps - (Steps / 10) ? result.Loss : 0;
        }

        return new Outcome(TNetwork.Info.Prediction!.Layers[0].GradientNorm, first, firstLoss, lastLoss);
    }

    private static void Fill(Philox random, double[] a, double[] b, float[] x, int[] labels)
    {
        for (var n = 0; n < Batch; n++)
        {
            var sample = x.AsSpan(n * Inputs, Inputs);
            for (var i = 0; i < Inputs; i++)
            {
                sample[i] = (float)random.NextNormal();
            }

            var scores = new double[Classes];
            for (var h = 0; h < Inputs; h++)
            {
                double sum = 0;
                for (var i = 0; i < Inputs; i++)
                {
                    sum += sample[i] * a[(i * Inputs) + h];
                }

                for (var c = 0; c < Classes; c++)
                {
                    scores[c] += Math.Tanh(2 * sum) * b[(h * Classes) + c];
                }
            }

            labels[n] = scores.AsSpan().IndexOf(scores.Max());
        }
    }

    /// <summary>The predicted and the measured gradient of the first layer, and the losses of the first and last tenth of the steps.</summary>
    private sealed record Outcome(double Predicted, double First, double FirstLoss, double LastLoss);
}
