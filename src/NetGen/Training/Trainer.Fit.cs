namespace NetGen;

public sealed partial class Trainer<TNetwork>
{
    /// <summary>Trains on a set for some epochs.</summary>
    /// <remarks>
    /// The order of the samples is a function of <see cref="FitOptions.Seed"/> and the epoch's number within this call. A call that is cancelled returns
    /// what it has, and the network keeps what it learned; so it does when a <see cref="NonFiniteException"/> ends it.
    /// </remarks>
    /// <param name="data">The samples.</param>
    /// <param name="options">Epochs, batch size, order, validation.</param>
    /// <param name="progress">Hears of every epoch, and of steps with <see cref="FitOptions.ReportEvery"/>.</param>
    /// <param name="cancellationToken">Ends the training before the next batch.</param>
    /// <exception cref="ArgumentException">
    /// A set does not fit the network, no batch is left with <see cref="FitOptions.DropLast"/>, or a batch would have one sample and the network a
    /// batch normalisation of vectors. Nothing was changed.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range. Nothing was changed.</exception>
    /// <exception cref="NonFiniteException">A step was not finite, and <see cref="NonFinite"/> is <see cref="NonFinitePolicy.Throw"/>.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public TrainingResult Fit(DataSet data, FitOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        int stepsPerEpoch = CheckFit(data, options);
        var run = new FitRun(data, options, stepsPerEpoch, options.Seed ?? Seed, progress);
        bool cancelled = false;
        for (int epoch = 1; epoch <= options.Epochs && !cancelled; epoch++)
        {
            run.BeginEpoch(epoch, new LossMean(_core.Network.Reduction));
            for (int step = 0; step < stepsPerEpoch; step++)
            {
                cancelled = cancellationToken.IsCancellationRequested;
                if (cancelled)
                {
                    break;
                }

                int rows = run.Gather(step);
                StepResult result = data.HasLabels ? Step(run.Inputs, run.Labels) : Step(run.Inputs, run.Targets);
                run.EndStep(result, rows);
            }

            if (run.StepsOfEpoch > 0)
            {
                EvaluationResult? validation = options.Validation is { } set && !cancelled ? Evaluate(set) : null;
                run.EndEpoch(validation, Health.Verdict);
            }
        }

        return run.Result(cancelled, Health.Verdict);
    }

    private int CheckFit(DataSet data, FitOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Epochs, 1, nameof(options.Epochs));
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1, nameof(options.BatchSize));
        ArgumentOutOfRangeException.ThrowIfNegative(options.ReportEvery, nameof(options.ReportEvery));
        CheckFits(data, _core.Network, nameof(data));
        if (options.Validation is { } validation)
        {
            CheckFits(validation, _core.Network, nameof(options.Validation));
        }

        int full = data.Count / options.BatchSize;
        if (options.DropLast && full == 0)
        {
            throw new ArgumentException($"With DropLast, {data.Count} samples make no batch of {options.BatchSize}.", nameof(options));
        }

        int last = data.Count - (full * options.BatchSize);
        if (full > 0 && (options.DropLast || last == 0) ? options.BatchSize == 1 : last == 1)
        {
            RequireSeveralRows(data, options);
        }

        return options.DropLast || last == 0 ? full : full + 1;
    }

    /// <summary>A batch of one sample has no variance: better said before the first step than in the last of the first epoch.</summary>
    private void RequireSeveralRows(DataSet data, FitOptions options)
    {
        foreach (LayerInfo layer in _core.Network.Layers)
        {
            if (layer is { Kind: "BatchNorm", OutputPositions: 1 })
            {
                string reason = options.BatchSize == 1
                    ? "a batch size of 1 gives batches of one sample; take at least 2"
                    : data.Count == 1
                        ? "there is one sample only; take at least 2"
                        : $"{data.Count} samples in batches of {options.BatchSize} leave a last batch of one; set FitOptions.DropLast = true, which leaves out one sample of each epoch's order, or take another batch size, such as {BatchSizeWithout(data.Count, options.BatchSize)}";
                throw new ArgumentException(
                    $"{_core.Network.Name} cannot train on a batch of one sample: {layer.Name} normalises by the variance of the batch, and one value has none. Here {reason}. "
                    + "LayerNorm and GroupNorm do not depend on the batch.", nameof(options));
            }
        }
    }

    /// <summary>The next larger batch size that leaves no last batch of one sample.</summary>
    private static int BatchSizeWithout(int count, int batchSize)
    {
        do
        {
            batchSize++;
        }
        while (batchSize < count && count % batchSize == 1);
        return batchSize;
    }
}
