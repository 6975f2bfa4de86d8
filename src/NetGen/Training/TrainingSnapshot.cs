namespace NetGen;

/// <summary>A copy of parameters, their state and the optimizer to return to. Its memory is allocated once.</summary>
internal sealed class TrainingSnapshot(ParameterBuffer parameters, Optimizer optimizer)
{
    private readonly AlignedBuffer _values = new(parameters.Values.Length);
    private readonly AlignedBuffer _persistent = new(parameters.State.Length);
    private readonly OptimizerSnapshot _state = optimizer.CreateSnapshot();

    /// <summary>True once there is something to return to.</summary>
    public bool IsSaved { get; private set; }

    public void Save()
    {
        parameters.Values.CopyTo(_values.Span);
        parameters.State.Span.CopyTo(_persistent.Span);
        optimizer.Save(_state);
        IsSaved = true;
    }

    public void Restore()
    {
        _values.Span.CopyTo(parameters.Values);
        _persistent.Span.CopyTo(parameters.State.Span);
        optimizer.Restore(_state);
    }
}
