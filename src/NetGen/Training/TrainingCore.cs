using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The part of a trainer that does not depend on the network's type: memory, measurements, policy, update. It is not generic,
/// so that it is compiled once and without the lookups of shared generic code.
/// </summary>
internal sealed class TrainingCore
{
    // Where an update that overflows comes from numbers like these, a copy is kept to undo it. Far above anything that trains,
    // and far enough below 3.4e38 that nothing gets there in one step from below.
    private const float LargeGradient = 1e10f;
    private const float LargeParameter = 1e30f;
    private const float LargeLearningRate = 1e10f;
    private const double LargeUpdateSquares = 1e40;

    private readonly AlignedBuffer _gradients;
    private readonly int[] _penalized;
    private readonly int[] _constrained;
    private readonly AlignedBuffer _stateBefore;
    private Workspace? _workspace;
    private Workspace? _evaluation;
    private TrainingSnapshot? _snapshot;
    private float _largestParameter = float.NaN;

    public TrainingCore(ParameterBuffer parameters, Optimizer optimizer)
    {
        TrainingMeter.Prepare();
        Parameters = parameters;
        Optimizer = optimizer;
        Network = parameters.Network;
        _gradients = new AlignedBuffer(Network.BufferLength, stagger: 21);
        _stateBefore = new AlignedBuffer(parameters.State.Length);
        Record = new GradientRecord(parameters, _gradients);
        Health = new HealthMonitor(Network, optimizer);
        Threads = new StepThreads(Network);
        _penalized = Network.TensorsWhere(static p => p.L1 != 0 || p.L2 != 0);
        _constrained = Network.TensorsWhere(static p => p.Constraint != Constraint.None);
    }

    public NetworkInfo Network { get; }

    public ParameterBuffer Parameters { get; }

    public Optimizer Optimizer { get; }

    public GradientRecord Record { get; }

    public HealthMonitor Health { get; }

    public StepThreads Threads { get; }

    public Clip? Clip { get; set; }

    public NonFinitePolicy Policy { get; set; }

    public long Seed { get; set; }

    public long StepCount { get; private set; }

    public long SkippedSteps { get; private set; }

    /// <summary>The workspace of the last step.</summary>
    public Workspace Workspace => _workspace is not null && (StepCount > 0 || Health.Steps > 0)
        ? _workspace
        : throw new InvalidOperationException($"No step of {Network.Name} has been taken yet.");

    /// <summary>A workspace for the next step, grown when its batch is the largest so far: the only allocation of a step.</summary>
    public Workspace Begin(int rows)
    {
        Workspace workspace = _workspace is { } present && present.Capacity >= rows ? present : Grow(rows);
        workspace.Batch = rows;
        workspace.Training = true;
        workspace.Seed = Seed;
        workspace.Step = StepCount + 1;
        Record.Begin(workspace.Statistics);

        // The forward pass moves running statistics; a step that is refused takes that back.
        if (_stateBefore.Length > 0)
        {
            Parameters.State.Span.CopyTo(_stateBefore.Span);
        }

        return workspace;
    }

    /// <summary>Running statistics and the like as they were when the step began.</summary>
    public void RestoreState() => _stateBefore.Span.CopyTo(Parameters.State.Span);

    /// <summary>A workspace for evaluations, apart from that of the steps so that their activations stay readable.</summary>
    public Workspace BeginEvaluation(int rows)
    {
        if (_evaluation is null || _evaluation.Capacity < rows)
        {
            _evaluation = new Workspace(Network, rows, _gradients);
        }

        _evaluation.Batch = rows;
        _evaluation.Training = false;
        return _evaluation;
    }

    /// <summary>Everything after the backward pass.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public StepResult Complete(float loss)
    {
        double penalty = _penalized.Length == 0 ? 0 : Penalty();
        MeasureGradient(out TensorStatistics gradient);
        var bad = NonFiniteValues.None;
        if (!float.IsFinite(loss) || !double.IsFinite(penalty))
        {
            bad = NonFiniteValues.Loss;
        }

        if (gradient.NonFinite > 0)
        {
            bad |= NonFiniteValues.Gradient;
        }

        return bad != NonFiniteValues.None && Policy != NonFinitePolicy.Continue
            ? Refuse(Result(loss, penalty, gradient.Norm, bad))
            : Apply(loss, penalty, gradient.Norm, gradient.MaxAbs, bad);
    }

    /// <summary>Releases the memory; nothing can be trained after.</summary>
    public void Release()
    {
        Threads.Dispose();
        _workspace = null;
        _evaluation = null;
        _snapshot = null;
    }

    private Workspace Grow(int rows)
    {
        int capacity = rows;
        if (_workspace is { } present)
        {
            // Batches that grow one by one must not allocate each time.
            long roomy = Math.Max(rows, present.Capacity + ((long)present.Capacity / 2));
            bool fits = (roomy * Network.WorkspacePerRow) + Network.WorkspaceFixed <= int.MaxValue / 2;
            capacity = fits ? (int)roomy : rows;
        }

        return _workspace = new Workspace(Network, capacity, _gradients);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private double Penalty()
    {
        double sum = 0;
        foreach (int i in _penalized)
        {
            ParameterInfo p = Network.Parameters[i];
            sum += PenaltyKernels.Value(ref Parameters.Values[p.Offset], p.Length, p.L1, p.L2);
        }

        return sum;
    }

    private void MeasureGradient(out TensorStatistics total)
    {
        if (Network.Instrumentation == Instrumentation.On)
        {
            Record.MarkMeasured();
        }
        else if (Clip is not null)
        {
            Record.EnsureMeasured();
        }
        else if (Policy != NonFinitePolicy.Continue)
        {
            // Padding is zero, so that one pass over the whole buffer measures all tensors at once.
            total = default;
            Reductions.Measure(ref _gradients.Reference, _gradients.Length, ref total);
            return;
        }
        else
        {
            total = new TensorStatistics { SumOfSquares = double.NaN, MaxAbs = float.NaN };
            return;
        }

        total = GradientRecord.Total(Record.Before);
    }

    private StepResult Refuse(StepResult result)
    {
        RestoreState();
        if (Policy == NonFinitePolicy.Throw)
        {
            NonFiniteLocation location = NonFiniteSearch.BeforeUpdate(result.NonFinite, result.Loss, Parameters, _workspace!);
            Record.CancelUpdate();
            Conclude(result, applied: false);
            throw new NonFiniteException(result.Step, result.NonFinite, location, networkUnchanged: true);
        }

        StepOutcome outcome = StepOutcome.Skipped;
        if (Policy == NonFinitePolicy.RollBack && _snapshot is { IsSaved: true })
        {
            _snapshot.Restore();
            outcome = StepOutcome.RolledBack;
        }

        return Skip(result, outcome);
    }

    private StepResult Skip(StepResult result, StepOutcome outcome)
    {
        _largestParameter = float.NaN;
        Record.CancelUpdate();
        StepCount++;
        SkippedSteps++;
        return Conclude(result with { Outcome = outcome, ClippedGradientNorm = result.GradientNorm, Clipped = false }, applied: false);
    }

    // The result is put together at the end and once: copies of what was just written wait for the memory, which a small network feels.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private StepResult Apply(float loss, double penalty, double norm, float largestGradient, NonFiniteValues bad)
    {
        double clippedNorm = norm;
        bool isClipped = false;
        if (Clip is { } clip)
        {
            ClipResult clipped = clip.Apply(Parameters, _gradients, Record.Before, Record.After);
            Record.MarkClipped();
            (isClipped, clippedNorm) = (clipped.Clipped, clipped.NormAfter);
            largestGradient = GradientRecord.Total(Record.After).MaxAbs;
        }

        bool canUndo = Policy == NonFinitePolicy.RollBack || (Policy != NonFinitePolicy.Continue && IsOverflowInReach(largestGradient));
        if (canUndo)
        {
            (_snapshot ??= new TrainingSnapshot(Parameters, Optimizer)).Save();
        }

        if (Threads.Count > 1 && Threads.SharesUpdate)
        {
            Optimizer.Update(Parameters, _gradients, Record.Updates, Threads.Team, Threads.UpdatePatience);
        }
        else
        {
            Optimizer.Update(Parameters, _gradients, Record.Updates);
        }

        bool finite = Record.CompleteUpdate(out _largestParameter);
        if (_constrained.Length > 0)
        {
            finite &= Constrain();
        }

        if (!finite)
        {
            bad |= NonFiniteValues.Parameters;
            if (Policy != NonFinitePolicy.Continue)
            {
                return Undo(Result(loss, penalty, norm, bad) with { Clipped = isClipped, ClippedGradientNorm = clippedNorm }, canUndo);
            }
        }

        StepCount++;
        HealthVerdict verdict = Judge(StepCount, norm, bad, applied: true);
        if (TrainingMeter.IsEnabled)
        {
            Report(new StepResult(StepCount, loss, penalty, norm, clippedNorm, isClipped, bad, verdict));
        }

        return new StepResult(StepCount, loss, penalty, norm, clippedNorm, isClipped, bad, verdict);
    }

    // A step that is not applied, or not yet.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private StepResult Result(float loss, double penalty, double norm, NonFiniteValues bad) =>
        new(StepCount + 1, loss, penalty, norm, norm, clipped: false, bad, HealthVerdict.Unknown);

    private bool Constrain()
    {
        bool finite = true;
        foreach (int i in _constrained)
        {
            ConstraintProjection.Apply(Parameters.Values, Network.Parameters[i]);
            finite &= Record.RemeasureWeights(i);
        }

        return finite;
    }

    private StepResult Undo(StepResult result, bool canUndo)
    {
        NonFiniteLocation location = NonFiniteSearch.AfterUpdate(Parameters);
        if (canUndo)
        {
            _snapshot!.Restore();
            RestoreState();
            if (Policy != NonFinitePolicy.Throw)
            {
                return Skip(result, Policy == NonFinitePolicy.RollBack ? StepOutcome.RolledBack : StepOutcome.Skipped);
            }

            Record.CancelUpdate();
        }
        else
        {
            StepCount++;
        }

        Conclude(result, applied: false);
        throw new NonFiniteException(result.Step, result.NonFinite, location, networkUnchanged: canUndo);
    }

    private bool IsOverflowInReach(float largestGradient)
    {
        if (float.IsNaN(_largestParameter))
        {
            // Before the first update, and after one that was not applied, no optimizer has seen the parameters.
            TensorStatistics parameters = default;
            Reductions.Measure(ref Parameters.Reference, Parameters.Values.Length, ref parameters);
            _largestParameter = parameters.MaxAbs;
        }

        return !(largestGradient < LargeGradient
            && _largestParameter < LargeParameter
            && Optimizer.LearningRate < LargeLearningRate
            && Record.UpdateSquares < LargeUpdateSquares);
    }

    private StepResult Conclude(StepResult result, bool applied)
    {
        result = result with { Verdict = Judge(result.Step, result.GradientNorm, result.NonFinite, applied) };
        if (TrainingMeter.IsEnabled)
        {
            Report(result);
        }

        return result;
    }

    private HealthVerdict Judge(long step, double norm, NonFiniteValues bad, bool applied)
    {
        Health.HasClip = Clip is not null;
        bool measured = !double.IsNaN(norm) && Record.IsMeasured;
        return Health.Observe(
            step, norm, bad, measured ? Record.Before : default, applied ? Record.Updates : default,
            measured && _workspace is { } workspace ? workspace.StepGradientNorms : default);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Report(StepResult result) => TrainingMeter.Record(Network.Name, result, new LayerGradients(Record));
}
