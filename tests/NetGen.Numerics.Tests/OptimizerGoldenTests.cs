using System.Runtime.CompilerServices;
using System.Text.Json;

namespace NetGen.Numerics.Tests;

/// <summary>Trajectories of 50 steps against PyTorch's, recorded by Golden/make_optimizers.py.</summary>
public class OptimizerGoldenTests
{
    private static readonly Golden s_golden = Load();

    private static readonly Dictionary<string, Func<Optimizer>> s_optimizers = new()
    {
        ["SGD"] = static () => new SGD(0.05f),
        ["SGD weight decay"] = static () => new SGD(0.05f, weightDecay: 0.1f),
        ["SGD momentum"] = static () => new SGD(0.02f, momentum: 0.9),
        ["SGD momentum dampening"] = static () => new SGD(0.05f, momentum: 0.9, dampening: 0.5, weightDecay: 0.05f),
        ["SGD Nesterov"] = static () => new SGD(0.02f, momentum: 0.8, nesterov: true, weightDecay: 0.05f),
        ["Adagrad"] = static () => new Adagrad(),
        ["Adagrad all options"] = static () => new Adagrad(0.1f, learningRateDecay: 0.02, initialAccumulator: 0.1, weightDecay: 0.1f),
        ["Adadelta"] = static () => new Adadelta(),
        ["Adadelta weight decay"] = static () => new Adadelta(0.5f, rho: 0.95, epsilon: 1e-5, weightDecay: 0.1f),
        ["RMSprop"] = static () => new RMSprop(),
        ["RMSprop weight decay"] = static () => new RMSprop(0.02f, alpha: 0.9, weightDecay: 0.1f),
        ["RMSprop momentum"] = static () => new RMSprop(0.005f, momentum: 0.9),
        ["RMSprop centered"] = static () => new RMSprop(centered: true, epsilon: 1e-5),
        ["RMSprop centered momentum"] = static () => new RMSprop(0.005f, centered: true, momentum: 0.7, epsilon: 1e-5, weightDecay: 0.1f),
        ["Adam"] = static () => new Adam(),
        ["Adam weight decay"] = static () => new Adam(0.05f, 0.8, 0.95, 1e-6, 0.1f),
        ["Adam AMSGrad"] = static () => new Adam(0.05f, 0.9, 0.9, weightDecay: 0.1f) { AmsGrad = true },
        ["AdamW"] = static () => new AdamW(0.05f),
        ["AdamW AMSGrad"] = static () => new AdamW(0.05f, 0.9, 0.9, weightDecay: 0.3f) { AmsGrad = true },
        ["Adamax"] = static () => new Adamax(),
        ["Adamax weight decay"] = static () => new Adamax(0.05f, 0.8, 0.9, weightDecay: 0.1f),
        ["NAdam"] = static () => new NAdam(),
        ["NAdam weight decay"] = static () => new NAdam(0.05f, 0.85, 0.97, weightDecay: 0.1f, momentumDecay: 0.04),
        ["RAdam"] = static () => new RAdam(0.01f),
        ["RAdam weight decay"] = static () => new RAdam(0.05f, 0.8, 0.95, weightDecay: 0.1f),
        ["Rprop"] = static () => new Rprop(),
        ["Rprop all options"] = static () => new Rprop(0.03f, decrease: 0.4, increase: 1.3, smallestStep: 0.01, largestStep: 0.1),
    };

    private sealed record Golden(int[] Steps, double[] Start, double[][] Gradients, Dictionary<string, double[][]> Cases);

    public static TheoryData<string> Cases => [.. s_golden.Cases.Keys];

    [Fact]
    public void EveryGoldenCaseHasItsOptimizer() => Assert.Equal(s_golden.Cases.Keys.Order(), s_optimizers.Keys.Order());

    [Theory]
    [MemberData(nameof(Cases))]
    public void FollowsPyTorch(string name) => Follow(s_optimizers[name](), s_golden.Cases[name]);

    [Fact]
    public void TheClassAmsGradIsAdamWithTheOption() => Follow(new AMSGrad(0.05f, 0.9, 0.9, weightDecay: 0.1f), s_golden.Cases["Adam AMSGrad"]);

    private static void Follow(Optimizer optimizer, double[][] trajectory)
    {
        var harness = new OptimizerHarness(optimizer, OptimizerHarness.CreateNetwork((3, 5)));
        harness.SetWeights(s_golden.Start);
        for (int t = 1; t <= s_golden.Gradients.Length; t++)
        {
            harness.Step(s_golden.Gradients[t - 1]);
            int kept = Array.IndexOf(s_golden.Steps, t);
            if (kept >= 0)
            {
                float[] weights = harness.GetWeights();
                for (int i = 0; i < weights.Length; i++)
                {
                    double expected = trajectory[kept][i];
                    double tolerance = 1e-5 * Math.Max(Math.Abs(expected), 0.05);
                    Assert.True(Math.Abs(weights[i] - expected) <= tolerance, $"step {t}, value {i}: {weights[i]:G9} instead of {expected:G9}");
                }
            }
        }

        Assert.Equal(50, harness.Optimizer.StepCount);
    }

    private static Golden Load([CallerFilePath] string here = "")
    {
        using FileStream file = File.OpenRead(Path.Combine(Path.GetDirectoryName(here)!, "Golden", "optimizers.json"));
        return JsonSerializer.Deserialize<Golden>(file, JsonSerializerOptions.Web)!;
    }
}
