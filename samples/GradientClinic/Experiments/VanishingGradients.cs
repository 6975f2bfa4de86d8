using System.Numerics.Tensors;
using GradientClinic.Networks;
using GradientClinic.Results;
using NetGen;
using SampleKit;

namespace GradientClinic.Experiments;

/// <summary>The gradients of 1000-100-1 (reading A) and 1-100-1 (reading B) before the first step, over many seeds.</summary>
internal sealed class VanishingGradients
{
    private const int SeedsOfAJob = 25;
    private const int Batch = 32;
    private const int SinglesOfANetwork = 8;
    private const int Features = 1000;
    private const int Samples = 1000;
    private readonly long _seed;
    private readonly int _seeds;
    private readonly List<Measurement> _measurements = [];
    private readonly float[] _raw = [.. Enumerable.Range(1, Samples).Select(static i => (float)i)];
    private readonly float[] _above = [.. Enumerable.Range(1, Samples).Select(static i => i > 500 ? 1f : 0f)];

    public VanishingGradients(long seed, int seeds = 200)
    {
        _seed = seed;
        _seeds = seeds;
        List<Action<CancellationToken>> jobs = [];
        foreach (Initialisation init in Initialisation.Wide)
        {
            Measurement[] wide =
            [
                Add(init, "A", "standardised", "squared error", Batch),
                Add(init, "A", "standardised", "BCE", Batch),
                Add(init, "A", "standardised", "squared error", 1, SinglesOfANetwork),
                Add(init, "A", "standardised", "BCE", 1, SinglesOfANetwork),
                Add(init, "A", "raw", "squared error", 1),
            ];
            Measurement[] scalar = [.. ScalarInput.All.Select(i => Add(init, "B", i.Name, "squared error", Samples))];
            for (int first = 0; first < seeds; first += SeedsOfAJob)
            {
                int start = first;
                jobs.Add(cancel => Wide(init, wide, start, cancel));
                jobs.Add(cancel => Scalar(init, scalar, start, cancel));
            }
        }

        Jobs = jobs;
    }

    public IReadOnlyList<Action<CancellationToken>> Jobs { get; }

    public IReadOnlyList<VanishingRun> Result()
    {
        // What a remedy is compared with: in reading A the seed's N(0,1), in reading B the raw input.
        Dictionary<(string, string, int), Measurement> normal =
            _measurements.Where(static m => m is { Reading: "A", Init.Name: "N(0,1)" }).ToDictionary(static m => (m.Input, m.Loss, m.Batch));
        Dictionary<string, Measurement> raw = _measurements.Where(static m => m is { Reading: "B", Input: "raw" }).ToDictionary(static m => m.Init.Name);
        return
        [
            .. _measurements.OrderBy(static m => m.Reading, StringComparer.Ordinal)
                .ThenBy(static m => Array.IndexOf(["standardised", "/1000", "raw"], m.Input))
                .ThenBy(static m => m.Loss == "BCE").ThenByDescending(static m => m.Batch)
                .Select(m => m.Run(m.Reading == "A" ? normal[(m.Input, m.Loss, m.Batch)] : raw[m.Init.Name])),
        ];
    }

    private Measurement Add(Initialisation init, string reading, string input, string loss, int batch, int ofANetwork = 1)
    {
        var measurement = new Measurement(init, reading, input, loss, batch, _seeds, ofANetwork);
        _measurements.Add(measurement);
        return measurement;
    }

    private void Wide(Initialisation init, Measurement[] into, int start, CancellationToken cancel)
    {
        var squared = new GradientProbe<WideNet>(new WideNet(), Batch);
        var logit = new GradientProbe<WideLogitNet>(new WideLogitNet(), Batch);
        for (int i = start; i < Math.Min(_seeds, start + SeedsOfAJob); i++)
        {
            cancel.ThrowIfCancellationRequested();
            Seeding.Draw(squared.Network.Parameters, init.Spec, _seed, Purpose.WideWeights, i);
            squared.Network.Parameters.Values.CopyTo(logit.Network.Parameters.Values);
            float[] x = Seeding.Normal(Batch * Features, _seed, Purpose.WideInput, i);
            float[] t = [.. Seeding.Normal(Batch, _seed, Purpose.WideTarget, i).Select(static v => v > 0 ? 1f : 0f)];
            into[0].Measure(i, squared, x, t, WideNet.Info);
            into[1].Measure(i, logit, x, t, WideLogitNet.Info);
            for (int k = 0; k < SinglesOfANetwork; k++)
            {
                ReadOnlySpan<float> sample = x.AsSpan(k * Features, Features);
                into[2].Measure((i * SinglesOfANetwork) + k, squared, sample, t.AsSpan(k, 1), WideNet.Info);
                into[3].Measure((i * SinglesOfANetwork) + k, logit, sample, t.AsSpan(k, 1), WideLogitNet.Info);
            }

            into[4].Measure(i, squared, _raw, t.AsSpan(0, 1), WideNet.Info);
        }
    }

    private void Scalar(Initialisation init, Measurement[] into, int start, CancellationToken cancel)
    {
        var probe = new GradientProbe<ScalarNet>(new ScalarNet(), Samples);
        float[][] inputs = [.. ScalarInput.All.Select(i => i.Scale(_raw))];
        for (int i = start; i < Math.Min(_seeds, start + SeedsOfAJob); i++)
        {
            cancel.ThrowIfCancellationRequested();
            Seeding.Draw(probe.Network.Parameters, init.Spec, _seed, Purpose.ScalarWeights, i);
            for (int k = 0; k < inputs.Length; k++)
            {
                into[k].Measure(i, probe, inputs[k], _above, ScalarNet.Info);
            }
        }
    }

    /// <summary>The norms of one way to initialise, one input, one loss, one batch size, by seed.</summary>
    private sealed class Measurement(Initialisation init, string reading, string input, string loss, int batch, int seeds, int ofANetwork)
    {
        private readonly double[] _first = new double[seeds * ofANetwork];
        private readonly double[] _second = new double[seeds * ofANetwork];
        private readonly double[] _hidden = new double[seeds * ofANetwork];
        private readonly double[] _outputs = new double[seeds * ofANetwork];

        public Initialisation Init { get; } = init;

        public string Reading { get; } = reading;

        public string Input { get; } = input;

        public string Loss { get; } = loss;

        public int Batch { get; } = batch;

        public void Measure<TNetwork>(int index, GradientProbe<TNetwork> probe, ReadOnlySpan<float> x, ReadOnlySpan<float> t, NetworkInfo network)
            where TNetwork : class, INetwork<TNetwork>
        {
            probe.Forward(x);
            LayerInfo hidden = network.Layers.First(static l => l.IsActivation);
            _hidden[index] = Share(probe.Activation(hidden), static a => Math.Abs(a) > 0.97f);

            // Without a sigmoid of its own the network's output is the logit; sigmoid(±3.476) = 0.97 and 0.03.
            _outputs[index] = network.Layers[^1].IsActivation
                ? Share(probe.Activation(network.Layers[^1]), static y => y is < 0.03f or > 0.97f)
                : Share(probe.Activation(network.Layers[^1]), static z => Math.Abs(z) > 3.476f);
            ReadOnlySpan<TensorStatistics> statistics = probe.Backward(x, t, default);
            _first[index] = statistics[Seeding.WeightOf(network, hidden.Index - 1)].Norm;
            _second[index] = statistics[Seeding.WeightOf(network, hidden.Index + 1)].Norm;
        }

        public VanishingRun Run(Measurement untreated)
        {
            double saturated = _hidden.Average();
            (string verdict, string reason) = Judge(saturated, untreated._hidden.Average());
            return new VanishingRun
            {
                Name = $"{Init.Name}, {Input} input",
                Reading = Reading,
                Init = Init.Name,
                Input = Input,
                Loss = Loss,
                Batch = Batch,
                Seeds = seeds,
                Gradients = _first.Length,
                Layers = [Layer("dense1", _first), Layer("dense2", _second)],
                SaturatedFraction = saturated,
                SaturatedOutputs = _outputs.Average(),
                Verdict = verdict,
                Reason = reason,
            };
        }

        private static VanishingLayer Layer(string name, double[] norms) => new(name, Statistics.Median(norms), Statistics.RootMeanSquare(norms));

        private static double Share(ReadOnlyTensorSpan<float> values, Func<float, bool> counts)
        {
            long counted = 0;
            foreach (ref readonly float value in values)
            {
                counted += counts(value) ? 1 : 0;
            }

            return counted / (double)values.FlattenedLength;
        }

        private (string Verdict, string Reason) Judge(double saturated, double saturatedBefore)
        {
            double median = Statistics.Median(_first);
            string share = Numbers.Percent(saturated);
            if (median == 0)
            {
                return (Verdict.Vanishes, "nearly all units are saturated; the first layer of a typical network gets exactly nothing");
            }

            if (saturated > 0.5)
            {
                return (Verdict.Vanishes, Input == "raw"
                    ? "the input is too large for any of these initialisers"
                    : "the weights are too large for so many inputs");
            }

            return saturatedBefore > 0.5
                ? (Verdict.Cured, $"{share} saturated, against {Numbers.Percent(saturatedBefore)} with {(Reading == "A" ? "N(0,1)" : "raw input")}")
                : (Verdict.Trains, $"{share} saturated");
        }
    }
}
