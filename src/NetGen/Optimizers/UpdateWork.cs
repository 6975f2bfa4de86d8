namespace NetGen;

/// <summary>The update of all parameters, shared between threads.</summary>
internal sealed class UpdateWork : TeamWork
{
    private readonly Optimizer _optimizer;
    private readonly ParameterBuffer _parameters;
    private readonly AlignedBuffer _gradients;
    private readonly UpdateStatistics[] _statistics;
    private readonly UpdateStatistics[] _sums;
    private readonly AlignedBuffer[] _scratch;

    public UpdateWork(Optimizer optimizer, ParameterBuffer parameters, AlignedBuffer gradients, UpdateStatistics[] statistics, int threads)
    {
        _optimizer = optimizer;
        _parameters = parameters;
        _gradients = gradients;
        _statistics = statistics;
        _sums = new UpdateStatistics[UpdateParts.SumsLength(parameters.Network)];
        _scratch = new AlignedBuffer[threads];
        for (int i = 0; i < threads; i++)
        {
            _scratch[i] = new AlignedBuffer(ElementwiseUpdate.ScratchLength, stagger: 11);
        }
    }

    /// <summary>The threads that shared the last update.</summary>
    public int Parts { get; private set; }

    /// <summary>What they measured of the parts of tensors.</summary>
    public ReadOnlySpan<UpdateStatistics> Sums => _sums;

    /// <summary>The threads that it has room for.</summary>
    public int Threads => _scratch.Length;

    public void Run(WorkerTeam team, long patience) => team.Run(this, patience);

    public override void Run(TeamState team, int part, int parts)
    {
        if (part == 0)
        {
            Parts = parts;
        }

        _optimizer.ApplyPart(_parameters, _gradients, _statistics, _scratch[part], _sums, part, parts);
    }
}
