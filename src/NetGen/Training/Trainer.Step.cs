namespace NetGen;

public sealed partial class Trainer<TNetwork>
{
    /// <summary>Trains on one batch with target values. The batch is <c>input.Length / InputSize</c> rows.</summary>
    /// <param name="input">[batch, InputSize], row-major.</param>
    /// <param name="targets">[batch, OutputSize], row-major.</param>
    /// <returns>What the step did.</returns>
    /// <exception cref="ArgumentException">The batch is empty, a length does not fit, or a value is NaN or infinite. Nothing was changed.</exception>
    /// <exception cref="NonFiniteException">Loss, gradient or update is not finite, and <see cref="NonFinite"/> is <see cref="NonFinitePolicy.Throw"/>.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public StepResult Step(ReadOnlySpan<float> input, ReadOnlySpan<float> targets)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        NetworkInfo info = _core.Network;
        int rows = InputCheck.Rows(input.Length, info, nameof(input));
        InputCheck.ThrowIfNotTargets(targets, rows, info, nameof(targets));
        InputCheck.ThrowIfNonFinite(input, info.InputSize, nameof(input));
        return Run(rows, input, targets, default);
    }

    /// <summary>Trains on one batch with class indices. The batch is <c>input.Length / InputSize</c> rows.</summary>
    /// <param name="input">[batch, InputSize], row-major.</param>
    /// <param name="labels">[batch], each in 0..OutputSize-1; [batch, positions] where the output is a sequence or an image of scores, each in 0..channels-1.</param>
    /// <returns>What the step did.</returns>
    /// <exception cref="ArgumentException">The batch is empty, a length does not fit, a value is NaN or infinite, or a class index is out of range. Nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">The network's loss takes no class indices.</exception>
    /// <exception cref="NonFiniteException">Loss, gradient or update is not finite, and <see cref="NonFinite"/> is <see cref="NonFinitePolicy.Throw"/>.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public StepResult Step(ReadOnlySpan<float> input, ReadOnlySpan<int> labels)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        NetworkInfo info = _core.Network;
        int rows = InputCheck.Rows(input.Length, info, nameof(input));
        InputCheck.ThrowIfNotLabels(labels, rows, info, nameof(labels));
        InputCheck.ThrowIfNonFinite(input, info.InputSize, nameof(input));
        return Run(rows, input, default, labels);
    }

    private StepResult Run(int rows, ReadOnlySpan<float> input, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels)
    {
        Workspace workspace = _core.Begin(rows);
        if (_core.Threads.Count == 1)
        {
            return RunAlone(workspace, input, targets, labels);
        }

        StepThreads threads = _core.Threads;
        threads.Begin(rows);
        StepResult result = threads.SharesPasses ? RunShared(workspace, input, targets, labels) : RunAlone(workspace, input, targets, labels);
        threads.End();
        return result;
    }

    private StepResult RunAlone(Workspace workspace, ReadOnlySpan<float> input, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels)
    {
        try
        {
            _network.Forward(input, workspace);
        }
        catch
        {
            // A layer that cannot train on this batch refuses it after others have moved their running statistics.
            _core.RestoreState();
            throw;
        }

        _core.Health.ObserveBatch(workspace.Step, input, workspace);
        float loss = _network.Loss(targets, labels, workspace);
        _network.Backward(input, workspace);
        return _core.Complete(loss);
    }

    // The same on several threads: at once, where nobody looks at what lies between the passes.
    private StepResult RunShared(Workspace workspace, ReadOnlySpan<float> input, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels)
    {
        StepThreads threads = _core.Threads;
        PassWork<TNetwork> work = _steps ??= new PassWork<TNetwork>(_network);
        bool observes = _core.Health.ObservesBatch(workspace.Step);
        float loss;
        try
        {
            loss = work.Run(
                threads.Team, threads.PassesPatience, workspace, observes ? Passes.Forward : Passes.Forward | Passes.Loss | Passes.Backward, input, targets, labels);
        }
        catch
        {
            _core.RestoreState();
            throw;
        }

        if (observes)
        {
            _core.Health.ObserveBatch(workspace.Step, input, workspace);
            loss = work.Run(threads.Team, threads.PassesPatience, workspace, Passes.Loss | Passes.Backward, input, targets, labels);
        }

        return _core.Complete(loss);
    }
}
