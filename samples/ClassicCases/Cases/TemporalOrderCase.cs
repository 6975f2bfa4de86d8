using System.Globalization;
using ClassicCases.Networks;
using ClassicCases.Results;
using ClassicCases.Tasks;
using NetGen;
using SampleKit.Svg;

namespace ClassicCases.Cases;

/// <summary>Pascanu et al. 2013: the same recurrent network with and without a clip of the gradient.</summary>
internal sealed class TemporalOrderCase : Case
{
    private const int Steps = 3000;
    private const int Batch = 32;
    private const int Held = 500;
    private const int Every = 100;
    private const int Seeds = 3;
    private const int MustLearn = 2;
    private const float LearningRate = 0.1f;
    private const float Limit = 1;
    private const double Learned = 0.95;
    private const double Unlearned = 0.35;

    // Batches are counted from 1; the sequences that the accuracy is taken of are none of them.
    private const int HeldBatch = 0;
    private readonly Job<SequenceRun>[] _clipped;
    private readonly Job<SequenceRun>[] _unclipped;

    public TemporalOrderCase(long seed)
    {
        _clipped = [.. Enumerable.Range(0, Seeds).Select(i => Train("with clip", () => Clip.GlobalNorm(Limit), unchecked(seed + i)))];
        _unclipped = [.. Enumerable.Range(0, Seeds).Select(i => Train("without", static () => null, unchecked(seed + i)))];
    }

    /// <inheritdoc/>
    public override string Name => "temporal-order";

    /// <inheritdoc/>
    public override string Title => "Temporal order, with and without a clip (Pascanu, Mikolov and Bengio 2013)";

    /// <inheritdoc/>
    public override string Lesson =>
        """
        <p>Fifty symbols pass by, two of them matter, and the class is their order. The weights between the steps start orthogonal, so the gradient reaches back to the first of them; but as soon as training
        makes those weights a little larger, the same path makes the gradient explode, and one step throws the network to where nothing is learned any more. Limiting the norm of the gradient
        to one keeps the direction of such a step and takes away its length. That is all that is different between the two runs.</p>
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Jobs => [.. _clipped, .. _unclipped];

    /// <inheritdoc/>
    public override IEnumerable<Check> Checks()
    {
        if (Job<SequenceRun>.All(_clipped) is { } clipped)
        {
            yield return Check.Reaching(
                Name, string.Create(CultureInfo.InvariantCulture, $"clip {Limit}: accuracy ≥ {Learned} within {Steps} steps on at least {MustLearn} of {Seeds} seeds"),
                clipped.Select(static r => r.Largest), Learned, MustLearn);
        }

        if (Job<SequenceRun>.All(_unclipped) is { } unclipped)
        {
            yield return Check.Below(Name, string.Create(CultureInfo.InvariantCulture, $"no clip: accuracy < {Unlearned} after {Steps} steps, {Seeds} seeds"),
                unclipped.Select(static r => r.Last), Unlearned);
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Figure> Figures()
    {
        LinePlot plot = new("Accuracy by step on the temporal order problem", new Axis("step", 0, Steps), new Axis("accuracy", 0, 1));
        plot.Add(_unclipped.Where(static j => j.Finished).Select(static j => new Series("without clip", 0, j.Result!.Points)));
        plot.Add(_clipped.Where(static j => j.Finished).Select(static j => new Series("clip by global norm 1", 1, j.Result!.Points)));
        if (plot.Legend.Any())
        {
            plot.Add(new Reference(1.0 / TemporalOrder.Classes, "guessing", Below: true));
            yield return new Figure(Name, "Accuracy while training", plot, "One line for each seed, on sequences that are not trained on. A line ends where the network has learned the task.");
        }
    }

    private static Job<SequenceRun> Train(string name, Func<Clip?> clip, long seed) => new(name, Steps, (job, cancel) =>
    {
        var problem = new TemporalOrder(OrderRNN.InputSize / TemporalOrder.Symbols);
        float[] inputs = new float[Batch * OrderRNN.InputSize];
        int[] labels = new int[Batch];
        float[] heldInputs = new float[Held * OrderRNN.InputSize];
        int[] heldLabels = new int[Held];
        problem.Draw(seed, HeldBatch, heldInputs, heldLabels);
        DataSet held = DataSet.FromLabels(heldInputs, OrderRNN.InputSize, heldLabels, TemporalOrder.Classes);
        using var trainer = new Trainer<OrderRNN>(new OrderRNN(seed), new SGD(LearningRate)) { Clip = clip(), NonFinite = NonFinitePolicy.Continue };
        return SequenceTraining.Run(
            trainer,
            step =>
            {
                problem.Draw(seed, HeldBatch + step, inputs, labels);
                return trainer.Step(inputs, labels);
            },
            () => trainer.Evaluate(held).Accuracy ?? double.NaN, Every, static accuracy => accuracy >= 0.999, job, cancel);
    })
    { Weight = Steps };
}
