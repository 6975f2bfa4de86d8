using System.Globalization;
using GradientClinic.Networks;
using GradientClinic.Results;
using NetGen;
using SampleKit;

namespace GradientClinic.Experiments;

/// <summary>
/// Training of 1000-100-1 (reading A: 512 samples of 1000 standard normal features, the target is the side of a random plane) and of
/// 1-100-1 (reading B: the numbers 1..1000, the target is whether they exceed 500), both with squared error after the sigmoid.
/// </summary>
internal sealed class VanishingTrainings
{
    private const int Steps = 1000;
    private const int Features = 1000;
    private const int Samples = 512;
    private const int Batch = 32;
    private readonly long _seed;
    private readonly float[] _raw = [.. Enumerable.Range(1, 1000).Select(static i => (float)i)];
    private readonly float[] _above = [.. Enumerable.Range(1, 1000).Select(static i => i > 500 ? 1f : 0f)];
    private readonly Lazy<(float[] Inputs, float[] Targets)> _plane;
    private readonly List<Outcome> _outcomes = [];

    public VanishingTrainings(long seed)
    {
        _seed = seed;
        _plane = new Lazy<(float[] Inputs, float[] Targets)>(Plane);
        foreach (Initialisation init in Initialisation.Wide)
        {
            Add("A", init, "standardised", Remedy.SGD(0.01f));
        }

        Initialisation normal = Initialisation.Wide[0];
        foreach (Remedy remedy in (Remedy[])
        [
            Remedy.SGD(0.01f).ClippedByValue(0.01f), Remedy.SGD(0.01f).ClippedByGlobalNorm(1), Remedy.SGD(0.01f).ClippedAdaptively(0.01f),
            Remedy.RMSprop(0.001f), Remedy.Adam(0.001f), Remedy.SGD(0.01f).WithWeightNorm(),
        ])
        {
            Add("A", normal, "standardised", remedy);
        }

        foreach (ScalarInput input in ScalarInput.All)
        {
            foreach (Initialisation init in Initialisation.Wide)
            {
                Add("B", init, input.Name, Remedy.SGD(0.1f));
            }
        }

        foreach (Initialisation init in Initialisation.Wide)
        {
            Add("B", init, "raw", Remedy.Adam(0.01f));
        }

        Add("B", Initialisation.Wide[1], "raw", Remedy.SGD(0.1f).ClippedByGlobalNorm(1));
        Jobs = [.. _outcomes.Select(o => new Action<CancellationToken>(cancel => Run(o, cancel)))];
    }

    public IReadOnlyList<Action<CancellationToken>> Jobs { get; }

    /// <summary>The runs. What fails untreated decides whether a remedy cured it.</summary>
    public IReadOnlyList<VanishingTraining> Result()
    {
        // Untreated is N(0,1) with plain gradient descent in reading A, raw input with plain gradient descent in reading B.
        bool wideFails = !_outcomes.First(static o => o is { Reading: "A", Init.Name: "N(0,1)" }).Learned;
        bool rawFails = _outcomes.Where(static o => o is { Reading: "B", Input: "raw", Remedy: { Optimizer: "SGD", Clip: "none" } }).All(static o => !o.Learned);
        return [.. _outcomes.Select(o => o.Training(o.Reading == "A" ? wideFails : rawFails))];
    }

    private void Add(string reading, Initialisation init, string input, Remedy remedy) => _outcomes.Add(new Outcome(reading, init, input, remedy));

    /// <summary>Which side of a random plane through the origin a sample lies on.</summary>
    private (float[] Inputs, float[] Targets) Plane()
    {
        float[] x = Seeding.Normal(Samples * Features, _seed, Purpose.WideTrainingInput);
        float[] normal = Seeding.Normal(Features, _seed, Purpose.WideTrainingTeacher);
        float[] t = new float[Samples];
        for (int i = 0; i < Samples; i++)
        {
            double side = 0;
            for (int j = 0; j < Features; j++)
            {
                side += (double)x[(i * Features) + j] * normal[j];
            }

            t[i] = side > 0 ? 1f : 0f;
        }

        return (x, t);
    }

    private void Run(Outcome outcome, CancellationToken cancel)
    {
        if (outcome.Reading == "B")
        {
            float[] x = ScalarInput.All.Single(i => i.Name == outcome.Input).Scale(_raw);
            Run(outcome, new ScalarNet(), x, _above, _raw.Length, Purpose.ScalarTrainingWeights, cancel);
        }
        else if (outcome.Remedy.WeightNorm)
        {
            Run(outcome, new WideNetWeightNorm(), _plane.Value.Inputs, _plane.Value.Targets, Batch, Purpose.WideTrainingWeights, cancel);
        }
        else
        {
            Run(outcome, new WideNet(), _plane.Value.Inputs, _plane.Value.Targets, Batch, Purpose.WideTrainingWeights, cancel);
        }
    }

    private void Run<TNetwork>(Outcome outcome, TNetwork network, float[] x, float[] t, int batch, int purpose, CancellationToken cancel)
        where TNetwork : class, INetwork<TNetwork>
    {
        Seeding.Draw(network.Parameters, outcome.Init.Spec, _seed, purpose);
        int inputSize = TNetwork.Info.InputSize;
        int batches = t.Length / batch;
        using Trainer<TNetwork> trainer = outcome.Remedy.Train(network);
        HashSet<int> kept = [.. Statistics.CurveSteps(Steps, dense: 8, ratio: 1.15)];
        DataSet all = DataSet.FromTargets(x, inputSize, t, 1);
        for (int step = 1; step <= Steps; step++)
        {
            cancel.ThrowIfCancellationRequested();
            if (kept.Contains(step))
            {
                outcome.Steps.Add(step);
                outcome.Losses.Add(Statistics.Rounded(trainer.Evaluate(all).Loss));
            }

            // The samples are drawn independently, so that their order is as good as a shuffled one.
            int at = (step - 1) % batches * batch;
            trainer.Step(x.AsSpan(at * inputSize, batch * inputSize), t.AsSpan(at, batch));
        }

        outcome.FinalLoss = trainer.Evaluate(all).Loss;
    }

    /// <summary>One run while it runs.</summary>
    private sealed record Outcome(string Reading, Initialisation Init, string Input, Remedy Remedy)
    {
        /// <summary>Squared error of a network that always answers 0.5.</summary>
        private const double Guessing = 0.25;

        /// <summary>Half of that: most samples are right by then.</summary>
        private const double LearnedLoss = 0.125;

        public List<int> Steps { get; } = [];

        public List<double?> Losses { get; } = [];

        public double FinalLoss { get; set; }

        public bool Learned => FinalLoss < LearnedLoss;

        private bool Untreated => Remedy is { Clip: "none", WeightNorm: false, Optimizer: "SGD" } && (Reading == "A" ? Init.Name == "N(0,1)" : Input == "raw");

        public VanishingTraining Training(bool untreatedFails)
        {
            (string verdict, string reason) = Judge(untreatedFails);
            string rate = Remedy.LearningRate.ToString(CultureInfo.InvariantCulture);
            return new VanishingTraining
            {
                Name = $"{Init.Name}, {Input} input",
                Reading = Reading,
                Init = Init.Name,
                Input = Input,
                Optimizer = $"{Remedy.Optimizer} {rate}",
                Clip = Remedy.Clip,
                WeightNorm = Remedy.WeightNorm,
                BaselineLoss = Guessing,
                FinalLoss = Statistics.Finite(FinalLoss),
                Verdict = verdict,
                Reason = reason,
                Steps = Steps,
                Loss = Losses,
            };
        }

        private (string Verdict, string Reason) Judge(bool untreatedFails)
        {
            if (!double.IsFinite(FinalLoss))
            {
                return (Results.Verdict.Explodes, "the loss overflowed");
            }

            if (Learned)
            {
                return untreatedFails && !Untreated
                    ? (Results.Verdict.Cured, Remedy.Optimizer == "SGD"
                        ? "the units are not saturated, and the gradient passes"
                        : "steps that do not depend on the gradient's size found a way out; it takes luck")
                    : (Results.Verdict.Trains, "learns without a remedy");
            }

            return Untreated
                ? (Results.Verdict.Vanishes, Input == "raw"
                    ? "the input is so large that the units are saturated whatever the initialiser"
                    : "the units are saturated, and almost no gradient passes")
                : (Results.Verdict.OnlyFinite, FinalLoss < 0.9 * Guessing
                    ? "better than guessing, but far behind a good start with plain gradient descent"
                    : "no better than guessing");
        }
    }
}
