using System.Globalization;
using ClassicCases.Networks;
using ClassicCases.Results;
using ClassicCases.Tasks;
using NetGen;
using SampleKit;
using SampleKit.Svg;

namespace ClassicCases.Cases;

/// <summary>The adding problem over 100 steps: IRNN and LSTM learn it, a plain recurrent network does not.</summary>
internal sealed class AddingCase : Case
{
    private const int Steps = 1500;
    private const int Batch = 32;
    private const int Held = 512;
    private const int Every = 50;
    private const double Learned = 0.02;
    private const double Unlearned = 0.14;

    // Batches are counted from 1; the sequences that the error is taken of are none of them.
    private const int HeldBatch = 0;
    private const int FullSeeds = 3;
    private readonly Subject[] _subjects;
    private readonly bool _quick;

    public AddingCase(long seed, bool quick)
    {
        _quick = quick;
        _subjects =
        [
            new Subject("LSTM", true, 2, Train<AddingLSTM>("LSTM", 5e-3f, 4, learns: true, seed, quick)),
            new Subject("IRNN", true, 0, Train<AddingIRNN>("IRNN", 1e-3f, 1, learns: true, seed, quick)),
            new Subject("tanh RNN", false, 1, Train<AddingRNN>("tanh RNN", 1e-3f, 1, learns: false, seed, quick)),
        ];
    }

    /// <inheritdoc/>
    public override string Name => "adding-problem";

    /// <inheritdoc/>
    public override string Title => "The adding problem (Hochreiter and Schmidhuber 1997; Le, Jaitly and Hinton 2015)";

    /// <inheritdoc/>
    public override string Lesson =>
        """
        <p>A hundred numbers pass by, two of them marked; at the end the network has to say the sum of those two. What it needs lies up to a hundred steps back. A plain tanh network mixes its whole state
        at every step: how much of the gradient reaches the first steps is a matter of how the weights were drawn, and what arrives is of little use; the network does hardly better than one that always answers 1. An LSTM keeps
        the marked numbers in a memory that its gates leave alone. An IRNN is a plain network too, but with ReLU and the identity between the steps: what goes in stays, and so does the gradient.</p>
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Jobs => [.. _subjects.SelectMany(static s => s.Jobs)];

    /// <inheritdoc/>
    public override IEnumerable<Check> Checks()
    {
        foreach (Subject subject in _subjects)
        {
            if (Job<SequenceRun>.All(subject.Jobs) is not { } runs)
            {
                continue;
            }

            IEnumerable<double> errors = runs.Select(static r => r.Smallest);
            string seeds = _quick ? "" : string.Create(CultureInfo.InvariantCulture, $", {FullSeeds} seeds");
            Check check = subject.Learns
                ? Check.Below(Name, string.Create(CultureInfo.InvariantCulture, $"{subject.Name}: mean squared error < {Learned} within {Steps} steps{seeds}"), errors, Learned)
                : Check.Above(Name, string.Create(CultureInfo.InvariantCulture, $"{subject.Name}: mean squared error > {Unlearned} in all of {Steps} steps{seeds}"), errors, Unlearned);
            yield return check with { Note = _quick ? string.Create(CultureInfo.InvariantCulture, $"1 seed instead of {FullSeeds}") : null };
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Figure> Figures()
    {
        List<(Subject Subject, SequenceRun Run)> finished = [.. _subjects.SelectMany(static s => s.Jobs.Where(static j => j.Finished).Select(j => (s, j.Result!)))];
        if (finished.Count == 0)
        {
            yield break;
        }

        LinePlot errors = new("Mean squared error by step on the adding problem", new Axis("step", 0, Steps), new Axis("mean squared error", 1e-3, 1, Log: true));
        errors.Add(new Reference(AddingProblem.Baseline, "always answers 1"));
        errors.Add(finished.Select(static f => new Series(f.Subject.Name, f.Subject.Style, f.Run.Points)));
        yield return new Figure(Name, "Error while training", errors, "One line for each seed, on sequences that are not trained on. Down is learning; the dotted line is the error of a network that ignores its input.");

        // An LSTM has a second path, its memory, which the gradient of its state does not show.
        List<(Subject Subject, SequenceRun Run)> simple = [.. finished.Where(static f => f.Subject.Name.EndsWith("RNN", StringComparison.Ordinal))];
        if (simple.Count > 0)
        {
            LinePlot gradients = new("Gradient by step of the sequence before the first update",
                new Axis("step of the sequence", 1, simple[0].Run.StepGradients.Count), new Axis("gradient, last step = 1", 1e-10, 100, Log: true, Open: true));
            gradients.Add(simple.Select(static f =>
                new Series(f.Subject.Name, f.Subject.Style, [.. f.Run.StepGradients.Select(static (g, t) => (t + 1.0, Statistics.Finite(g)))])));
            yield return new Figure(Name + "-gradient", "How far back the gradient reaches, before training", gradients,
                "One line for each seed. The gradient comes in at the right and travels to the left, back in time.");
        }
    }

    private static Job<SequenceRun>[] Train<TNetwork>(string name, float learningRate, double weight, bool learns, long seed, bool quick)
        where TNetwork : class, INetwork<TNetwork> =>
        [.. Enumerable.Range(0, quick ? 1 : FullSeeds).Select(i => Train<TNetwork>(name, learningRate, weight, unchecked(seed + i), error => quick && learns && error < Learned))];

    private static Job<SequenceRun> Train<TNetwork>(string name, float learningRate, double weight, long seed, Func<double, bool> arrived)
        where TNetwork : class, INetwork<TNetwork> =>
        new(name, Steps, (job, cancel) =>
        {
            var problem = new AddingProblem(TNetwork.Info.InputSize / AddingProblem.Features);
            float[] inputs = new float[Batch * TNetwork.Info.InputSize];
            float[] targets = new float[Batch];
            float[] heldInputs = new float[Held * TNetwork.Info.InputSize];
            float[] heldTargets = new float[Held];
            problem.Draw(seed, HeldBatch, heldInputs, heldTargets);
            DataSet held = DataSet.FromTargets(heldInputs, TNetwork.Info.InputSize, heldTargets, 1);
            using var trainer = new Trainer<TNetwork>(TNetwork.Create(seed), new Adam(learningRate)) { Clip = Clip.GlobalNorm(1), NonFinite = NonFinitePolicy.Continue };
            return SequenceTraining.Run(
                trainer,
                step =>
                {
                    problem.Draw(seed, HeldBatch + step, inputs, targets);
                    return trainer.Step(inputs, targets);
                },
                () => trainer.Evaluate(held).Loss, Every, arrived, job, cancel);
        })
        { Weight = weight * Steps };

    private sealed record Subject(string Name, bool Learns, int Style, Job<SequenceRun>[] Jobs);
}
