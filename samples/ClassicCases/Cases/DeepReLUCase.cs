using System.Globalization;
using ClassicCases.Networks;
using ClassicCases.Results;
using NetGen;
using SampleKit.Data;
using SampleKit.Svg;

namespace ClassicCases.Cases;

/// <summary>Thirty hidden layers of ReLU, from different initial weights.</summary>
internal abstract class DeepReLUCase : Case
{
    private const int Steps = 800;
    private const int Seeds = 3;
    private const double LearnedLoss = 1.9;
    private const double StalledLoss = 2.2;

    // How evenly a random teacher spreads the classes varies; of the first forty drawings this one is closest to an entropy of 2.250.
    private const long TeacherSeed = 24;
    private readonly List<(Starting Starting, Job<TrainingRun>[] Jobs)> _runs = [];
    private readonly Lazy<TeacherData> _data = new(static () => new TeacherData(TeacherSeed));

    /// <summary>Prepares the runs.</summary>
    protected DeepReLUCase(long seed, float learningRate, IEnumerable<Starting> startings)
    {
        foreach (Starting starting in startings)
        {
            _runs.Add((starting, [.. Enumerable.Range(0, Seeds).Select(i => new Job<TrainingRun>(starting.Name, Steps, (job, cancel) =>
            {
                long own = unchecked(seed + i);
                var network = new DeepReLU(own);
                starting.Initialize(network, _data.Value, own);
                return DeepTraining.Run(network, _data.Value, learningRate, job, cancel);
            }) { Weight = Steps / 4 })]));
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Jobs => [.. _runs.SelectMany(static r => r.Jobs)];

    /// <inheritdoc/>
    public override IEnumerable<Check> Checks()
    {
        foreach ((Starting starting, Job<TrainingRun>[] jobs) in _runs)
        {
            if (Job<TrainingRun>.All(jobs) is not { } runs)
            {
                continue;
            }

            IEnumerable<double> losses = runs.Select(static r => r.Final);
            string seeds = string.Create(CultureInfo.InvariantCulture, $"after {Steps} steps, {jobs.Length} seeds");
            yield return starting.Learns
                ? Check.Below(Name, string.Create(CultureInfo.InvariantCulture, $"{starting.Name}: loss < {LearnedLoss} {seeds}"), losses, LearnedLoss)
                : Check.Above(Name, string.Create(CultureInfo.InvariantCulture, $"{starting.Name} stalls: loss > {StalledLoss} {seeds}"), losses, StalledLoss);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Figure> Figures()
    {
        LinePlot plot = new($"Loss by step, {Title}", new Axis("step", 0, Steps), new Axis("loss", 1.4, 2.6));
        for (int i = 0; i < _runs.Count; i++)
        {
            (Starting starting, Job<TrainingRun>[] jobs) = _runs[i];
            plot.Add(jobs.Where(static j => j.Finished).Select(j => new Series(starting.Name, i, j.Result!.Points)));
        }

        if (plot.Legend.Any())
        {
            plot.Add(new Reference(_data.Value.PriorLoss, "guessing by class frequency"));
            yield return new Figure(Name, "Loss while training", plot, "One line for each seed. Down is learning; the dotted line is what guessing gets.");
        }
    }
}
