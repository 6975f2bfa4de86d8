using System.Globalization;
using GradientClinic.Networks;
using GradientClinic.Results;
using NetGen;
using SampleKit;

namespace GradientClinic.Experiments;

/// <summary>
/// y = wx + b on (i, i²), i = 1..1000, by full-batch gradient descent from 0. The Hessian's eigenvalues are 667668.5 and 0.499, so that a
/// learning rate above 3.0e-6 diverges and any below is far too small for the other direction.
/// </summary>
internal sealed class ExplosionExperiment : IExperiment<ExplosionResult>
{
    private const int Points = 1000;
    private const int Steps = 1000;
    private const double Arrived = 1.01;
    private readonly float[] _x = new float[Points];
    private readonly float[] _y = new float[Points];
    private readonly LineFit _leastSquares;
    private readonly Case[] _cases;
    private readonly ExplosionRun?[] _runs;

    /// <summary>Prepares data and cases. Nothing here is random.</summary>
    public ExplosionExperiment()
    {
        for (int i = 0; i < Points; i++)
        {
            _x[i] = i + 1;
            _y[i] = (i + 1f) * (i + 1f);
        }

        _leastSquares = LeastSquares.Fit(_x, _y);
        _cases = Cases();
        _runs = new ExplosionRun?[_cases.Length];
        Jobs = [.. _cases.Select((_, i) => new Action<CancellationToken>(c => _runs[i] = Run(_cases[i], c)))];
    }

    /// <inheritdoc/>
    public string Name => "Explosion";

    /// <inheritdoc/>
    public IReadOnlyList<Action<CancellationToken>> Jobs { get; }

    /// <inheritdoc/>
    public ExplosionResult Result() => new(_leastSquares, Steps, [.. _runs.Select(static r => r!)]);

    private static Case[] Cases()
    {
        Remedy plain = Remedy.SGD(0.01f);
        Scaling standard = new("standardised", (Points + 1) / 2.0, Math.Sqrt(((double)Points * Points - 1) / 12));
        Scaling thousand = new("/1000", 0, 1000);
        return
        [
            new("untreated", plain, Scaling.None),
            new("learning rate 2.9e-6", Remedy.SGD(2.9e-6f), Scaling.None),
            new("clip by global norm 1", plain.ClippedByGlobalNorm(1), Scaling.None),
            new("clip by global norm 1000", plain.ClippedByGlobalNorm(1000), Scaling.None),
            new("clip by value 1", plain.ClippedByValue(1), Scaling.None),
            new("clip by value 1000", plain.ClippedByValue(1000), Scaling.None),
            new("adaptive clip (AGC) 0.01", plain.ClippedAdaptively(0.01f), Scaling.None),
            new("ZClip", plain.ClippedByZScore(), Scaling.None),
            new("Adam 0.01", Remedy.Adam(0.01f), Scaling.None),
            new("Adam 1", Remedy.Adam(1), Scaling.None),
            new("Adam 100", Remedy.Adam(100), Scaling.None),
            new("Adam 1000", Remedy.Adam(1000), Scaling.None),
            new("RMSprop 0.01", Remedy.RMSprop(0.01f), Scaling.None),
            new("RMSprop 100", Remedy.RMSprop(100), Scaling.None),
            new("weight norm", plain.WithWeightNorm(), Scaling.None),
            new("weight norm + clip by global norm 1", plain.WithWeightNorm().ClippedByGlobalNorm(1), Scaling.None),
            new("standardised x", plain, standard),
            new("standardised x + clip by global norm 1", plain.ClippedByGlobalNorm(1), standard),
            new("standardised x + Adam 0.01", Remedy.Adam(0.01f), standard),
            new("x / 1000", plain, thousand),
        ];
    }

    private ExplosionRun Run(Case @case, CancellationToken cancel)
    {
        if (!@case.Remedy.WeightNorm)
        {
            var net = new LineNet();
            return Run(@case, net, () => (net.Dense1.Weight[0, 0], net.Dense1.Bias[0]), cancel);
        }

        // w = g·v/|v| starts at 0 as all others do: a direction, and a magnitude of 0.
        var normed = new LineNetWeightNorm();
        normed.Dense1.Magnitude[0] = 0;
        return Run(@case, normed, () => ((double)normed.Dense1.Magnitude[0] * normed.Dense1.Weight[0, 0] / Math.Abs((double)normed.Dense1.Weight[0, 0]), normed.Dense1.Bias[0]), cancel);
    }

    private ExplosionRun Run<TNetwork>(Case @case, TNetwork network, Func<(double W, double B)> read, CancellationToken cancel)
        where TNetwork : class, INetwork<TNetwork>
    {
        float[] x = [.. _x.Select(v => (float)((v - @case.Scaling.Shift) / @case.Scaling.Divisor))];
        using Trainer<TNetwork> trainer = @case.Remedy.Train(network);
        HashSet<int> kept = [.. Statistics.CurveSteps(Steps, dense: 12, ratio: 1.12)];
        List<int> steps = [];
        List<double?> norms = [];
        List<double?> ratios = [];
        int? badLoss = null;
        int? badGradient = null;
        int? badParameters = null;
        for (int step = 1; step <= Steps && badParameters is null; step++)
        {
            cancel.ThrowIfCancellationRequested();
            StepResult result = trainer.Step(x, _y);
            badLoss ??= result.NonFinite.HasFlag(NonFiniteValues.Loss) ? step : null;
            badGradient ??= result.NonFinite.HasFlag(NonFiniteValues.Gradient) ? step : null;
            badParameters ??= result.NonFinite.HasFlag(NonFiniteValues.Parameters) ? step : null;
            if (kept.Contains(step))
            {
                steps.Add(step);
                norms.Add(badGradient is null ? Statistics.Finite(result.GradientNorm) : null);
                ratios.Add(badLoss is null ? Statistics.Finite(result.Loss / _leastSquares.Mse) : null);
            }
        }

        // wx' + b with x' = (x - shift)/divisor, in units of the raw x.
        (double w, double b) = read();
        double slope = w / @case.Scaling.Divisor;
        double intercept = b - (slope * @case.Scaling.Shift);
        double mse = LeastSquares.MeanSquaredError(_x, _y, slope, intercept);
        double ratio = mse / _leastSquares.Mse;
        var nonFinite = new FirstNonFinite(badLoss, badGradient, badParameters);
        (string verdict, string reason) = Judge(@case, nonFinite, ratio);
        return new ExplosionRun
        {
            Name = @case.Name,
            Optimizer = @case.Remedy.Optimizer,
            LearningRate = Statistics.Decimal(@case.Remedy.LearningRate),
            Clip = @case.Remedy.Clip,
            WeightNorm = @case.Remedy.WeightNorm,
            Input = @case.Scaling.Name,
            FirstNonFinite = nonFinite,
            W = Statistics.Finite(slope),
            B = Statistics.Finite(intercept),
            Mse = Statistics.Finite(mse),
            MseRatio = Statistics.Finite(ratio),
            Verdict = verdict,
            Reason = reason,
            Curve = new ExplosionCurve(steps, norms, ratios),
        };
    }

    private static (string Verdict, string Reason) Judge(Case @case, FirstNonFinite bad, double ratio)
    {
        if (bad.Loss is not null || bad.Gradient is not null || bad.Parameters is not null || !double.IsFinite(ratio))
        {
            return (Verdict.Explodes, @case.Remedy switch
            {
                { WeightNorm: true } => "the magnitude is a weight like any other, and its steps overshoot as much",
                { Clip: "ZClip" } => "it watches the first 25 steps to learn what is usual; by then it is over",
                _ => "each step overshoots the valley by more than the one before",
            });
        }

        if (ratio <= Arrived)
        {
            return (Verdict.Cured, @case.Scaling.Divisor != 1
                ? "all directions are equally steep, so that one rate fits all"
                : $"arrives, but a rate of {Text(@case.Remedy.LearningRate)} fits only because the answer lies that far away");
        }

        string why = @case switch
        {
            { Remedy: { Optimizer: "SGD", Clip: "none", LearningRate: < 0.001f } } => "stable, but far too small a rate for the intercept",
            { Scaling.Name: "/1000" } => "stable; the two directions still differ in steepness, so that one is slow",
            { Remedy.Clip: not "none" } => "every step has at most the clipped length, and the answer is further away than all steps together",
            _ => $"steps of about {Text(@case.Remedy.LearningRate)}, whatever the gradient; the answer is further away than all of them together",
        };
        return (Verdict.OnlyFinite, why);
    }

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);

    private sealed record Case(string Name, Remedy Remedy, Scaling Scaling);

    /// <summary>x' = (x - shift)/divisor.</summary>
    private sealed record Scaling(string Name, double Shift, double Divisor)
    {
        public static Scaling None { get; } = new("raw", 0, 1);
    }
}
