using System.Numerics.Tensors;
using GradientClinic.Results;
using NetGen;
using SampleKit;
using SampleKit.Data;

namespace GradientClinic.Experiments;

/// <summary>What was measured of one deep network before and while it was trained.</summary>
internal sealed class DepthMeasurement
{
    private const int Probes = 32;
    private readonly List<DepthLayer> _layers = [];
    private readonly List<int> _steps = [];
    private readonly List<double?> _losses = [];
    private readonly List<IReadOnlyList<double?>> _norms = [];

    private DepthMeasurement()
    {
    }

    /// <summary>log10 of the gradient at a unit of the first over that at one of the last hidden layer; not finite when one is 0 or overflowed.</summary>
    public double Reach { get; private set; }

    /// <summary>True when the gradient of the first hidden layer was exactly 0.</summary>
    public bool NothingArrives { get; private set; }

    /// <summary>The similarity of different samples in the last hidden layer.</summary>
    public double Likeness { get; private set; }

    /// <summary>The median over the layers of the gradient norm before the first step.</summary>
    public double TypicalNorm => Statistics.Median([.. _layers.Select(static l => l.GradientNorm ?? double.PositiveInfinity)]);

    /// <summary>True when the gradients of the weights are about as large in the first hidden layer as in the last.</summary>
    public bool LooksLevel => _layers[0].GradientNorm / _layers[^2].GradientNorm is > 0.01 and < 100;

    /// <summary>The first step at which something was not finite.</summary>
    public int? FirstNonFinite { get; private set; }

    /// <summary>The loss of the first batch.</summary>
    public double InitialLoss { get; private set; }

    /// <summary>The loss over all samples after the last step.</summary>
    public double FinalLoss { get; private set; } = double.NaN;

    /// <summary>Draws a network, measures it, trains it.</summary>
    public static DepthMeasurement Take<TNetwork>(
        TeacherData data, Initialisation init, Remedy remedy, Schedule schedule, long seed, CancellationToken cancel)
        where TNetwork : class, INetwork<TNetwork>
    {
        var measurement = new DepthMeasurement();
        TNetwork network = TNetwork.Create(seed);
        Seeding.Draw(network.Parameters, init.Spec, seed, Purpose.DeepWeights);
        measurement.BeforeTraining(network, data);
        measurement.Train(network, data, remedy, schedule, cancel);
        return measurement;
    }

    /// <summary>The measurement as the report has it.</summary>
    public DepthRun Run(string activation, string init, Remedy remedy, bool treatment, string verdict, string reason) => new()
    {
        Name = $"{activation}, {init}, {remedy.Optimizer}{(remedy.Clip == "none" ? "" : $", clip {remedy.Clip}")}{(remedy.WeightNorm ? ", weight norm" : "")}",
        Activation = activation,
        Init = init,
        Optimizer = remedy.Optimizer,
        LearningRate = Statistics.Decimal(remedy.LearningRate),
        Clip = remedy.Clip,
        WeightNorm = remedy.WeightNorm,
        Treatment = treatment,
        Layers = _layers,
        Reach = Statistics.Finite(Reach),
        Likeness = Statistics.Finite(Likeness),
        FirstNonFinite = FirstNonFinite,
        FinalLoss = Statistics.Finite(FinalLoss),
        Verdict = verdict,
        Reason = reason,
        History = new DepthHistory(_steps, _losses, _norms),
    };

    private static int[] Weights(NetworkInfo network) =>
        [.. Enumerable.Range(0, network.Parameters.Length).Where(i => network.Parameters[i].Role == ParameterRole.Weight)];

    private void BeforeTraining<TNetwork>(TNetwork network, TeacherData data)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        var probe = new GradientProbe<TNetwork>(network, Probes);
        ReadOnlySpan<float> x = data.Inputs.AsSpan(0, Probes * info.InputSize);
        probe.Forward(x);
        Likeness = MeanSimilarity(probe.Activation(info.Layers.Last(static l => l.IsActivation)));
        ReadOnlySpan<TensorStatistics> batch = probe.Backward(x, default, data.Labels.AsSpan(0, Probes));
        foreach (int weight in Weights(info))
        {
            _layers.Add(new DepthLayer(info.Layers[info.Parameters[weight].Layer].Name, Statistics.Finite(batch[weight].Norm)));
        }

        (double first, double last) = GradientReach.OfSamples(probe, x, data.Labels.AsSpan(0, Probes));
        NothingArrives = first == 0;
        Reach = Math.Log10(first / last) / 2;
    }

    private void Train<TNetwork>(TNetwork network, TeacherData data, Remedy remedy, Schedule schedule, CancellationToken cancel)
        where TNetwork : class, INetwork<TNetwork>
    {
        NetworkInfo info = TNetwork.Info;
        int[] weights = Weights(info);
        int batch = schedule.Batch;
        int batches = TeacherData.Samples / batch;
        using Trainer<TNetwork> trainer = remedy.Train(network);
        bool parametersFinite = true;
        double lossSum = 0;
        int lossCount = 0;
        for (int step = 1; step <= schedule.Steps && parametersFinite; step++)
        {
            cancel.ThrowIfCancellationRequested();
            int at = (step - 1) % batches * batch;
            StepResult result = trainer.Step(data.Inputs.AsSpan(at * info.InputSize, batch * info.InputSize), data.Labels.AsSpan(at, batch));
            FirstNonFinite ??= result.NonFinite != NonFiniteValues.None ? step : null;
            parametersFinite = !result.NonFinite.HasFlag(NonFiniteValues.Parameters);
            InitialLoss = step == 1 ? result.Loss : InitialLoss;
            lossSum += result.Loss;
            lossCount++;
            if (schedule.Kept.Contains(step) || !parametersFinite)
            {
                _steps.Add(step);
                _losses.Add(Statistics.Rounded(lossSum / lossCount));
                (lossSum, lossCount) = (0, 0);
                _norms.Add([.. weights.Select(w => trainer.Tensors[w]).Select(static g => g.NonFinite > 0 ? null : Statistics.Rounded(g.Norm))]);
            }
        }

        if (parametersFinite)
        {
            FinalLoss = trainer.Evaluate(DataSet.FromLabels(data.Inputs, info.InputSize, data.Labels, info.OutputSize)).Loss;
        }
    }

    /// <summary>Σ⟨a, b⟩ over all pairs of different rows over what it would be if they were the same.</summary>
    private static double MeanSimilarity(ReadOnlyTensorSpan<float> activation)
    {
        int rows = (int)activation.Lengths[0];
        int units = (int)activation.Lengths[1];
        double squares = 0;
        double squaredSums = 0;
        for (int unit = 0; unit < units; unit++)
        {
            double sum = 0;
            for (int row = 0; row < rows; row++)
            {
                double value = activation[row, unit];
                sum += value;
                squares += value * value;
            }

            squaredSums += sum * sum;
        }

        // (Σa)² = Σa² + the sum over the pairs; there are (rows - 1) as many pairs as squares.
        return (squaredSums - squares) / (squares * (rows - 1));
    }
}
