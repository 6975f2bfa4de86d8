namespace NetGen;

/// <summary>What one step has to do for the tensors of an <see cref="UpdateSet"/>.</summary>
internal readonly ref struct UpdateTask
{
    private readonly AlignedBuffer[] _states;

    public UpdateTask(
        UpdateSet set, NetworkInfo network, ParameterBuffer parameters, AlignedBuffer gradients, AlignedBuffer[] states,
        AlignedBuffer scratch, Span<UpdateStatistics> statistics, double learningRate, long step)
    {
        _states = states;
        Network = network;
        Segments = set.Segments;
        WeightDecay = set.WeightDecay;
        Weights = ref parameters.Reference;
        Destination = ref parameters.Reference;
        Gradients = ref gradients.Reference;
        Scratch = ref scratch.Reference;
        Statistics = statistics;
        LearningRate = learningRate * set.LearningRateScale;
        Step = step;
        Parts = 1;
    }

    /// <summary>The same for one of several threads.</summary>
    private UpdateTask(scoped in UpdateTask task, int part, int parts, Span<UpdateStatistics> partSums)
    {
        this = task;
        Part = part;
        Parts = parts;
        PartSums = partSums;
    }

    private UpdateTask(scoped in UpdateTask task, ReadOnlySpan<UpdateSegment> segments, ref float gradients, ref float destination)
    {
        this = task;
        Segments = segments;
        Gradients = ref gradients;
        Destination = ref destination;
    }

    /// <summary>The tensors.</summary>
    public ReadOnlySpan<UpdateSegment> Segments { get; }

    /// <summary>The network they belong to.</summary>
    public NetworkInfo Network { get; }

    /// <summary>The learning rate that holds for the tensors.</summary>
    public double LearningRate { get; }

    /// <summary>The weight decay that holds for the tensors.</summary>
    public double WeightDecay { get; }

    /// <summary>The number of this step, from 1.</summary>
    public long Step { get; }

    /// <summary>The first float of the parameter buffer.</summary>
    public readonly ref float Weights;

    /// <summary>The first float of the gradient buffer.</summary>
    public readonly ref float Gradients;

    /// <summary>Where the new weights go: the parameter buffer, or another that is laid out like it.</summary>
    public readonly ref float Destination;

    /// <summary><see cref="ElementwiseUpdate.ScratchLength"/> floats for what an update remembers for a moment.</summary>
    public readonly ref float Scratch;

    /// <summary>Receives what is measured, by the index of the tensor.</summary>
    public Span<UpdateStatistics> Statistics { get; }

    /// <summary>Which of several threads this is for, from 0 on.</summary>
    public int Part { get; }

    /// <summary>The number of threads.</summary>
    public int Parts { get; }

    /// <summary>Where threads put what they measure of the parts of tensors; see <see cref="UpdateParts"/>.</summary>
    public Span<UpdateStatistics> PartSums { get; }

    /// <summary>The number of states.</summary>
    public int StateCount => _states.Length;

    /// <summary>The first float of a state.</summary>
    public ref float State(int index) => ref _states[index].Reference;

    /// <summary>The same for one of several threads.</summary>
    public UpdateTask ForPart(int part, int parts, Span<UpdateStatistics> partSums) => new(this, part, parts, partSums);

    /// <summary>The same for some of the tensors, with other gradients or another destination.</summary>
    public UpdateTask For(ReadOnlySpan<UpdateSegment> segments, ref float gradients, ref float destination) =>
        new(this, segments, ref gradients, ref destination);
}
