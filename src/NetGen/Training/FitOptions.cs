namespace NetGen;

/// <summary>How <see cref="Trainer{TNetwork}.Fit"/> goes through the samples.</summary>
public sealed record FitOptions
{
    /// <summary>How often every sample is visited; at least 1, default 1.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>The samples of a step; at least 1, default 32.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>
    /// Whether a last batch that is not full is left out; default false: it is trained as a smaller batch. A network with batch
    /// normalisation of vectors cannot train on a last batch of one sample, which <c>Fit</c> says before it begins.
    /// </summary>
    public bool DropLast { get; init; }

    /// <summary>Whether each epoch visits the samples in an order of its own; default true.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The seed of the order: the same seed gives the same orders, whatever was trained before. Default: the trainer's.</summary>
    public long? Seed { get; init; }

    /// <summary>Samples that are evaluated after each epoch and not trained on; default none.</summary>
    public DataSet? Validation { get; init; }

    /// <summary>Report progress after each so many steps too; 0, the default, for after each epoch only.</summary>
    public int ReportEvery { get; init; }
}
