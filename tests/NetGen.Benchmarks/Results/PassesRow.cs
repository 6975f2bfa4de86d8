namespace NetGen.Benchmarks.Results;

/// <summary>The parts of one training step, in microseconds.</summary>
public sealed record PassesRow
{
    /// <summary>The network's name.</summary>
    public required string Shape { get; init; }

    /// <summary>Rows of the batch.</summary>
    public required int Batch { get; init; }

    /// <summary>The bare forward pass.</summary>
    public required double ForwardUs { get; init; }

    /// <summary>Loss and gradient of the outputs.</summary>
    public required double LossUs { get; init; }

    /// <summary>The bare backward pass with its measurements.</summary>
    public required double BackwardUs { get; init; }

    /// <summary>What Trainer.Step adds: checks of the input, Adam, measurements, health.</summary>
    public required double UpdateUs { get; init; }

    /// <summary>The whole of Trainer.Step.</summary>
    public required double StepUs { get; init; }

    /// <summary>Predict, for comparison with the forward pass of training.</summary>
    public required double PredictUs { get; init; }
}
