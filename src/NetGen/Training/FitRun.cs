using System.Collections.Immutable;
using System.Diagnostics;

namespace NetGen;

/// <summary>The bookkeeping of one call of <see cref="Trainer{TNetwork}.Fit"/>. Not generic, so that it is compiled once.</summary>
internal sealed class FitRun
{
    private readonly DataSet _data;
    private readonly FitOptions _options;
    private readonly int _stepsPerEpoch;
    private readonly long _seed;
    private readonly IProgress<TrainingProgress>? _progress;
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly ImmutableArray<EpochResult>.Builder _epochs = ImmutableArray.CreateBuilder<EpochResult>();

    // The batch is gathered here in the shuffled order; without a shuffle it is read where it lies.
    private readonly int[] _order;
    private readonly float[] _inputs;
    private readonly float[] _targets;
    private readonly int[] _labels;

    private int _first;
    private int _rows;
    private int _epoch;
    private long _steps;
    private long _skipped;
    private LossMean _loss;
    private double _normSum;
    private int _applied;
    private int _clipped;
    private int _skippedOfEpoch;
    private double _lastNorm;

    public FitRun(DataSet data, FitOptions options, int stepsPerEpoch, long seed, IProgress<TrainingProgress>? progress)
    {
        _data = data;
        _options = options;
        _stepsPerEpoch = stepsPerEpoch;
        _seed = seed;
        _progress = progress;
        int rows = options.Shuffle ? Math.Min(options.BatchSize, data.Count) : 0;
        _order = new int[options.Shuffle ? data.Count : 0];
        _inputs = new float[rows * data.InputSize];
        _targets = new float[rows * data.TargetSize];
        _labels = new int[data.HasLabels ? rows : 0];
    }

    public ReadOnlySpan<float> Inputs => _options.Shuffle
        ? _inputs.AsSpan(0, _rows * _data.InputSize)
        : _data.Inputs.Slice(_first * _data.InputSize, _rows * _data.InputSize);

    public ReadOnlySpan<float> Targets => _options.Shuffle
        ? _targets.AsSpan(0, _rows * _data.TargetSize)
        : _data.Targets.Slice(_first * _data.TargetSize, _rows * _data.TargetSize);

    public ReadOnlySpan<int> Labels => _options.Shuffle ? _labels.AsSpan(0, _rows) : _data.Labels.Slice(_first, _rows);

    public int StepsOfEpoch { get; private set; }

    public void BeginEpoch(int epoch, LossMean loss)
    {
        _epoch = epoch;
        _loss = loss;
        _normSum = 0;
        _applied = 0;
        _clipped = 0;
        _skippedOfEpoch = 0;
        StepsOfEpoch = 0;
        if (_options.Shuffle)
        {
            _data.ShuffledOrder(_seed, epoch, _order);
        }
    }

    /// <summary>Makes a batch the present one.</summary>
    /// <returns>Its rows.</returns>
    public int Gather(int step)
    {
        _first = step * _options.BatchSize;
        _rows = Math.Min(_options.BatchSize, _data.Count - _first);
        if (_options.Shuffle)
        {
            _data.Gather(_order.AsSpan(_first, _rows), _inputs, _targets, _labels);
        }

        return _rows;
    }

    public void EndStep(in StepResult result, int rows)
    {
        _steps++;
        StepsOfEpoch++;
        _lastNorm = result.GradientNorm;
        if (result.Outcome == StepOutcome.Applied)
        {
            _loss.Add(result.Loss, rows);
            _normSum += result.GradientNorm;
            _applied++;
            _clipped += result.Clipped ? 1 : 0;
        }
        else
        {
            _skippedOfEpoch++;
            _skipped++;
        }

        // The last step of an epoch is reported with the epoch, when the validation is known.
        if (_progress is not null && _options.ReportEvery > 0 && _steps % _options.ReportEvery == 0 && StepsOfEpoch < _stepsPerEpoch)
        {
            Report(null, result.Verdict, epochEnded: false);
        }
    }

    public void EndEpoch(EvaluationResult? validation, HealthVerdict verdict)
    {
        _epochs.Add(new EpochResult(
            _epoch, StepsOfEpoch, _loss.Value, _normSum / _applied, _clipped, _skippedOfEpoch, validation?.Loss, validation?.Accuracy, verdict));
        Report(validation, verdict, epochEnded: StepsOfEpoch == _stepsPerEpoch);
    }

    public TrainingResult Result(bool cancelled, HealthVerdict verdict) => new()
    {
        Epochs = _epochs.ToImmutable(),
        Steps = _steps,
        SkippedSteps = _skipped,
        Elapsed = Stopwatch.GetElapsedTime(_start),
        Cancelled = cancelled,
        Verdict = verdict,
    };

    private void Report(EvaluationResult? validation, HealthVerdict verdict, bool epochEnded)
    {
        if (_progress is null)
        {
            return;
        }

        long all = (long)_stepsPerEpoch * _options.Epochs;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        _progress.Report(new TrainingProgress
        {
            Epoch = _epoch,
            Epochs = _options.Epochs,
            Step = _steps,
            Steps = all,
            EpochEnded = epochEnded,
            Loss = _loss.Value,
            GradientNorm = _lastNorm,
            ValidationLoss = validation?.Loss,
            ValidationAccuracy = validation?.Accuracy,
            Verdict = verdict,
            Elapsed = elapsed,
            Remaining = elapsed * ((all - _steps) / (double)_steps),
        });
    }
}
