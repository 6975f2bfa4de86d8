using System.Globalization;
using ClassicCases.Networks;
using ClassicCases.Results;
using SampleKit.Svg;

namespace ClassicCases.Cases;

/// <summary>Klambauer et al. 2017: SELU pulls every layer towards mean 0 and variance 1.</summary>
internal sealed class SELUCase : Case
{
    private const int Samples = 256;
    private const int FullSeeds = 5;
    private const int QuickSeeds = 3;
    private const float InputMean = 0.5f;
    private const float InputDeviation = 1.5f;
    private readonly Job<LayerMoments>[] _jobs;
    private readonly bool _quick;

    public SELUCase(long seed, bool quick)
    {
        _quick = quick;
        _jobs = [.. Enumerable.Range(0, quick ? QuickSeeds : FullSeeds).Select(i => new Job<LayerMoments>("SELU", 1, (job, cancel) =>
        {
            LayerMoments moments = LayerMoments.Measure<DeepSELU>(Samples, InputMean, InputDeviation, unchecked(seed + i));
            job.Advance(cancel);
            return moments;
        }))];
    }

    /// <inheritdoc/>
    public override string Name => "selu-50";

    /// <inheritdoc/>
    public override string Title => "Fifty layers of SELU (Klambauer, Unterthiner, Mayr and Hochreiter 2017)";

    /// <inheritdoc/>
    public override string Lesson =>
        """
        <p>The two constants of SELU are chosen so that mean 0 and variance 1 of a layer's input become mean 0 and variance 1 of its output, and so that whatever is near that is pulled towards it.
        Inputs of mean 0.5 and deviation 1.5 go in; after some layers nothing is left of the difference, and it stays so to the fiftieth, without a normalisation layer.</p>
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Jobs => _jobs;

    /// <inheritdoc/>
    public override IEnumerable<Check> Checks()
    {
        if (Job<LayerMoments>.All(_jobs) is not { } runs)
        {
            yield break;
        }

        string seeds = string.Create(CultureInfo.InvariantCulture, $"in layer {runs[0].Means.Count}, {runs.Count} seeds");
        string? note = _quick ? string.Create(CultureInfo.InvariantCulture, $"{QuickSeeds} seeds instead of {FullSeeds}") : null;
        yield return Check.Within(Name, $"|mean| ≤ 0.05 {seeds}", runs.Select(static r => r.Means[^1]), -0.05, 0.05) with { Note = note };
        yield return Check.Within(Name, $"variance in 0.9..1.1 {seeds}", runs.Select(static r => r.Variances[^1]), 0.9, 1.1) with { Note = note };
    }

    /// <inheritdoc/>
    public override IEnumerable<Figure> Figures()
    {
        List<LayerMoments> runs = [.. _jobs.Where(static j => j.Finished).Select(static j => j.Result!)];
        if (runs.Count == 0)
        {
            yield break;
        }

        LinePlot plot = new("Mean and variance of each layer's output", new Axis("layer", 0, runs[0].Means.Count), new Axis("over units and samples", -0.5, 2.5));
        plot.Add(runs.Select(static r => Moment("variance", 1, InputDeviation * InputDeviation, r.Variances)));
        plot.Add(runs.Select(static r => Moment("mean", 0, InputMean, r.Means)));
        yield return new Figure(Name, "Mean and variance by layer", plot, "One line for each seed; layer 0 is the input.");
    }

    private static Series Moment(string name, int style, double input, IReadOnlyList<double> values) =>
        new(name, style, [(0, input), .. values.Select(static (v, i) => (i + 1.0, (double?)v))]);
}
