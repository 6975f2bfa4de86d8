using System.Globalization;
using SampleKit;

namespace GradientClinic.Results;

/// <summary>What each remedy did to the three patients, read off the runs.</summary>
/// <param name="Remedy">The remedy.</param>
/// <param name="Explosion">The exploding regression.</param>
/// <param name="Vanishing">The saturated two-layer network.</param>
/// <param name="Depth">Thirty hidden layers.</param>
public sealed record RemedySummary(string Remedy, RemedyEffect? Explosion, RemedyEffect? Vanishing, RemedyEffect? Depth)
{
    private const string Initialisation = "Xavier / He / LeCun initialisation";

    /// <summary>One row per remedy, the causes first.</summary>
    public static IReadOnlyList<RemedySummary> Of(ClinicResult result) =>
    [
        new("No remedy", Line(result, static r => r is { Optimizer: "SGD", Clip: "none", WeightNorm: false, Input: "raw", LearningRate: 0.01 }),
            Wide(result, static r => r is { Init: "N(0,1)", Input: "standardised", Optimizer: "SGD 0.01", Clip: "none", WeightNorm: false }),
            new RemedyEffect(null, $"{Failing(result).Count} of {Plain(result).Count} networks fail")),
        new("Scale the input (mean 0, variance 1)", Line(result, static r => r is { Input: "standardised", Optimizer: "SGD", Clip: "none" }),
            Scaled(result), null),
        new(Initialisation, null,
            Wide(result, static r => r is { Reading: "A", Init: not "N(0,1)", Input: "standardised", Optimizer: "SGD 0.01" }), Initialised(result)),
        new("Smaller learning rate", Line(result, static r => r is { Optimizer: "SGD", LearningRate: < 0.01, Clip: "none" }), null, null),
        Treatment(result, "Clip by value", static c => c.StartsWith("value", StringComparison.Ordinal), null, false),
        Treatment(result, "Clip by global norm", static c => c.StartsWith("global norm", StringComparison.Ordinal), null, false),
        Treatment(result, "Adaptive clip (AGC)", static c => c.StartsWith("AGC", StringComparison.Ordinal), null, false),
        Treatment(result, "RMSprop", null, "RMSprop", false),
        Treatment(result, "Adam", null, "Adam", false),
        Treatment(result, "Weight normalisation", null, null, true),
    ];

    /// <summary>The plain runs of the depth experiment that did not learn.</summary>
    public static IReadOnlyList<DepthRun> Failing(ClinicResult result) =>
        [.. Plain(result).Where(static r => r.Verdict != Results.Verdict.Trains)];

    /// <summary>The depth experiment without remedies.</summary>
    public static IReadOnlyList<DepthRun> Plain(ClinicResult result) => [.. result.Depth.Runs.Where(static r => !r.Treatment)];

    /// <summary>The same remedy on all three: a clip with SGD, an optimizer without clip, or weight normalisation alone.</summary>
    private static RemedySummary Treatment(ClinicResult result, string name, Func<string, bool>? clip, string? optimizer, bool weightNorm)
    {
        bool Matches(string runOptimizer, string runClip, bool runWeightNorm) =>
            runWeightNorm == weightNorm && runOptimizer.StartsWith(optimizer ?? "SGD", StringComparison.Ordinal)
            && (clip is null ? runClip == "none" : clip(runClip));

        return new RemedySummary(name,
            Line(result, r => r.Input == "raw" && Matches(r.Optimizer, r.Clip, r.WeightNorm)),
            Wide(result, r => r is { Init: "N(0,1)", Input: "standardised" } && Matches(r.Optimizer, r.Clip, r.WeightNorm)),
            Treated(result, r => r.Treatment && Matches(r.Optimizer, r.Clip, r.WeightNorm)));
    }

    private static RemedyEffect? Line(ClinicResult result, Func<ExplosionRun, bool> matches)
    {
        List<ExplosionRun> runs = [.. result.Explosion.Runs.Where(matches)];
        if (runs.Count == 0)
        {
            return null;
        }

        // The plain rate first, where there is one: a rate or limit that was chosen to fit this problem is no cure for the next.
        static double Error(ExplosionRun run) => run.MseRatio ?? double.PositiveInfinity;
        ExplosionRun usual = runs.Where(static r => r.LearningRate == 0.01).DefaultIfEmpty(runs[0]).MaxBy(Error)!;
        ExplosionRun best = runs.MinBy(Error)!;
        string error = usual.MseRatio is { } ratio
            ? $"error {Numbers.Ratio(ratio)} × the best line's"
            : $"overflow in step {usual.FirstNonFinite.Gradient ?? usual.FirstNonFinite.Loss}";
        string tuned = Error(best) < 0.9 * Error(usual)
            ? string.Create(CultureInfo.InvariantCulture, $"; {Numbers.Ratio(best.MseRatio)} × with a setting tuned to this problem ({best.Name})")
            : "";
        return new RemedyEffect(usual.Verdict, error + tuned);
    }

    private static RemedyEffect? Wide(ClinicResult result, Func<VanishingTraining, bool> matches)
    {
        List<VanishingTraining> runs = [.. result.Vanishing.Training.Where(r => r.Reading == "A" && matches(r))];
        if (runs.Count == 0)
        {
            return null;
        }

        // The least successful of several: a remedy is only as good as that.
        VanishingTraining worst = runs.MaxBy(static r => r.FinalLoss ?? double.PositiveInfinity)!;
        return new RemedyEffect(worst.Verdict, $"loss {Numbers.Short(worst.FinalLoss)}; guessing gives {Numbers.Short(worst.BaselineLoss)}");
    }

    private static RemedyEffect? Scaled(ClinicResult result)
    {
        List<VanishingTraining> runs = [.. result.Vanishing.Training.Where(static r =>
            r is { Reading: "B", Input: "standardised", Optimizer: "SGD 0.1", Clip: "none", WeightNorm: false })];
        if (runs.Count == 0)
        {
            return null;
        }

        VanishingTraining worst = runs.MaxBy(static r => r.FinalLoss ?? double.PositiveInfinity)!;
        return new RemedyEffect(worst.Verdict, $"raw input fails with every initialiser; scaled, the worst reaches {Numbers.Short(worst.FinalLoss)}");
    }

    private static RemedyEffect Initialised(ClinicResult result)
    {
        List<DepthRun> learned = [.. Plain(result).Where(static r => r.Verdict == Results.Verdict.Trains)];
        string names = string.Join(", ", learned.GroupBy(static r => r.Activation).Select(static g => $"{g.Key} ({string.Join(", ", g.Select(static r => r.Init))})"));
        IEnumerable<string> never = Plain(result).Select(static r => r.Activation).Distinct().Except(learned.Select(static r => r.Activation));
        return new RemedyEffect(learned.Count > 0 ? Results.Verdict.Cured : Results.Verdict.Stalls,
            learned.Count > 0 ? $"learns: {names}. Never: {string.Join(", ", never.DefaultIfEmpty("none"))}" : "no network learns");
    }

    private static RemedyEffect? Treated(ClinicResult result, Func<DepthRun, bool> matches)
    {
        HashSet<(string, string)> failing = [.. Failing(result).Select(static r => (r.Activation, r.Init))];
        List<DepthRun> runs = [.. result.Depth.Runs.Where(r => matches(r) && failing.Contains((r.Activation, r.Init)))];
        if (runs.Count == 0)
        {
            return null;
        }

        List<string> cured = [.. runs.Where(static r => r.Verdict == Results.Verdict.Cured).Select(static r => $"{r.Activation} {r.Init}")];

        // A remedy that helps some is not called a cure.
        string? verdict = cured.Count == runs.Count ? Results.Verdict.Cured
            : cured.Count > 0 ? null
            : runs.TrueForAll(static r => r.FirstNonFinite is null) ? Results.Verdict.OnlyFinite : Results.Verdict.Explodes;
        return new RemedyEffect(verdict, cured.Count > 0
            ? $"cures {cured.Count} of {runs.Count} failing networks: {string.Join(", ", cured)}"
            : $"0 of {runs.Count} failing networks learn");
    }
}

/// <summary>What a remedy did to one patient.</summary>
/// <param name="Verdict">One of <see cref="Results.Verdict"/>, or null for a plain statement.</param>
/// <param name="Detail">The number behind it.</param>
public sealed record RemedyEffect(string? Verdict, string Detail);
