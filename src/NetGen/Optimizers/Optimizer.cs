namespace NetGen;

/// <summary>
/// Turns gradients into parameter updates. A trainer owns its optimizer: one object cannot serve two trainers, because its
/// states (momenta, averages) belong to the parameters of one network. To write your own, derive from
/// <see cref="CustomOptimizer"/>.
/// </summary>
/// <remarks>
/// <para>
/// Formulas in the documentation use w for a weight, g for its gradient, η for <see cref="LearningRate"/> (times
/// <see cref="ParameterGroup.LearningRateScale"/>), λ for the weight decay, t for the step, from 1. Semantics and defaults are
/// PyTorch's where PyTorch has the optimizer, with one exception: weight decay holds for weight matrices only unless a
/// <see cref="ParameterGroup"/> says otherwise.
/// </para>
/// <para>
/// Decay rates are doubles so that 1 − β keeps its digits; states are floats. Values of a state below the smallest normal
/// float are set to 0, because computing with them is an order of magnitude slower. The same gradients give the same bits on
/// every machine.
/// </para>
/// </remarks>
public abstract class Optimizer
{
    // Cache lines by which the starts of the states differ from each other and from parameters (0) and gradients (21):
    // addresses equal modulo 4096 delay each other.
    private static readonly int[] s_staggers = [7, 35, 49, 14, 56, 28, 42, 3];

    private readonly ParameterGroupList _groups = [];
    private readonly AlignedBuffer _scratch = new(ElementwiseUpdate.ScratchLength, stagger: 11);
    private float _learningRate;
    private NetworkInfo? _network;
    private UpdateWork? _work;
    private UpdateSet[] _sets = [];
    private AlignedBuffer[] _states = [];

    private protected Optimizer(float learningRate, float weightDecay)
    {
        LearningRate = learningRate;
        WeightDecay = (float)Hyperparameter.AtLeastZero(weightDecay);
    }

    /// <summary>The learning rate η; may change between steps, which is what schedules do.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is not a finite number greater than 0.</exception>
    public float LearningRate
    {
        get => _learningRate;
        set => _learningRate = (float)Hyperparameter.Positive(value, nameof(LearningRate));
    }

    /// <summary>
    /// The weight decay λ of weight matrices. Biases, magnitudes and slopes do not decay unless a
    /// <see cref="ParameterGroup"/> says so.
    /// </summary>
    public float WeightDecay { get; }

    /// <summary>
    /// Options for some of the parameters; the first group that matches a parameter holds for it. They are applied when the
    /// trainer is created.
    /// </summary>
    /// <exception cref="InvalidOperationException">A change after the trainer was created.</exception>
    public IList<ParameterGroup> Groups => _groups;

    /// <summary>The number of steps applied.</summary>
    public long StepCount { get; private set; }

    /// <summary>The names of the states, one float for each parameter value; read once, when the optimizer is bound.</summary>
    private protected abstract string[] StateNames { get; }

    /// <summary>What the optimizer remembers besides its states.</summary>
    private protected virtual Span<double> Scalars => [];

    /// <summary>What a state holds before the first step.</summary>
    private protected virtual float InitialState(int state, float learningRateScale) => 0f;

    /// <summary>Called once a step, before the first <see cref="Apply"/>, with the number of the step, from 1.</summary>
    private protected virtual void Begin(long step)
    {
    }

    /// <summary>Updates tensors that share their settings, and fills their statistics.</summary>
    private protected abstract void Apply(in UpdateTask task);

    /// <summary>
    /// Whether several threads may call <see cref="Apply"/> at the same time, each for its part of the tensors, because every element
    /// is updated by itself.
    /// </summary>
    private protected virtual bool CanShare => true;

    /// <summary>Called when the network is known, to allocate what a step needs.</summary>
    private protected virtual void Prepare(NetworkInfo network)
    {
    }

    /// <summary>Ties the optimizer to the parameters of one network: applies the groups and allocates the states.</summary>
    /// <exception cref="InvalidOperationException">It is bound already.</exception>
    /// <exception cref="ArgumentException">A group matches no parameter, or only such as earlier groups took.</exception>
    internal void Bind(NetworkInfo network)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (_network is not null)
        {
            throw new InvalidOperationException(
                $"This {GetType().Name} already serves a trainer of {_network.Name}: its states belong to those parameters. Create a new {GetType().Name} for each trainer.");
        }

        UpdateSet[] sets = UpdatePlan.Create(network, _groups, WeightDecay);
        Prepare(network);
        string[] names = StateNames;
        var states = new AlignedBuffer[names.Length];
        for (int i = 0; i < states.Length; i++)
        {
            states[i] = new AlignedBuffer(network.BufferLength, s_staggers[i % s_staggers.Length]);
        }

        _groups.IsApplied = true;
        _sets = sets;
        _states = states;
        _network = network;
    }

    /// <summary>Applies one step.</summary>
    /// <param name="parameters">The parameters of the network the optimizer is bound to.</param>
    /// <param name="gradients">Their gradients, laid out alike, with zeros in the padding. They are not changed.</param>
    /// <param name="statistics">Receives what the update saw of each tensor.</param>
    internal void Update(ParameterBuffer parameters, AlignedBuffer gradients, Span<UpdateStatistics> statistics)
    {
        NetworkInfo network = _network ?? throw NotBound();
        if (parameters.Values.Length != network.BufferLength || gradients.Length != network.BufferLength || statistics.Length != network.Parameters.Length)
        {
            throw new ArgumentException(
                $"{network.Name} has {network.Parameters.Length} tensors in {network.BufferLength} floats; given were {statistics.Length} statistics, {parameters.Values.Length} floats of parameters and {gradients.Length} of gradients.",
                nameof(parameters));
        }

        BeginStep();
        foreach (UpdateSet set in _sets)
        {
            var task = new UpdateTask(set, network, parameters, gradients, _states, _scratch, statistics, _learningRate, StepCount);
            ApplySet(set, task);
        }
    }

    /// <summary>Applies one step on several threads, with the same bits.</summary>
    internal void Update(ParameterBuffer parameters, AlignedBuffer gradients, UpdateStatistics[] statistics, WorkerTeam team, long patience)
    {
        if (!CanShare)
        {
            Update(parameters, gradients, statistics);
            return;
        }

        BeginStep();
        if (_work is null || _work.Threads < team.Threads)
        {
            _work = new UpdateWork(this, parameters, gradients, statistics, team.Threads);
        }

        UpdateWork work = _work;
        work.Run(team, patience);
        if (work.Parts > 1)
        {
            foreach (UpdateSet set in _sets)
            {
                UpdateParts.Complete(set.Segments, work.Sums, statistics);
            }
        }
    }

    /// <summary>One thread's part of the step.</summary>
    internal void ApplyPart(
        ParameterBuffer parameters, AlignedBuffer gradients, Span<UpdateStatistics> statistics, AlignedBuffer scratch, Span<UpdateStatistics> sums, int part, int parts)
    {
        foreach (UpdateSet set in _sets)
        {
            var task = new UpdateTask(set, _network!, parameters, gradients, _states, scratch, statistics, _learningRate, StepCount);
            ApplySet(set, task.ForPart(part, parts, sums));
        }
    }

    /// <summary>Allocates memory for <see cref="Save"/>.</summary>
    internal OptimizerSnapshot CreateSnapshot() => _network is null
        ? throw NotBound()
        : new OptimizerSnapshot(_states.Length, _network.BufferLength, Scalars.Length);

    /// <summary>Copies states and step count into a snapshot.</summary>
    internal void Save(OptimizerSnapshot snapshot) => snapshot.Save(_states, Scalars, StepCount);

    /// <summary>Returns to what was saved.</summary>
    internal void Restore(OptimizerSnapshot snapshot)
    {
        snapshot.Restore(_states, Scalars);
        StepCount = snapshot.StepCount;
    }

    /// <summary>The name of a state, such as <c>exp_avg</c>, as PyTorch names it in its state dictionaries.</summary>
    internal string StateName(int index) => StateNames[index];

    /// <summary>The number of states.</summary>
    internal int StateCount => _states.Length;

    /// <summary>A state, laid out like the parameters.</summary>
    internal AlignedBuffer State(int index) => _states[index];

    private void BeginStep()
    {
        if (StepCount == 0)
        {
            FillStates();
        }

        Begin(++StepCount);
    }

    private void ApplySet(UpdateSet set, in UpdateTask task)
    {
        if (set.LearningRateScale == 0)
        {
            ElementwiseUpdate.Measure(task);
        }
        else
        {
            Apply(task);
        }
    }

    private void FillStates()
    {
        for (int i = 0; i < _states.Length; i++)
        {
            foreach (UpdateSet set in _sets)
            {
                float value = InitialState(i, set.LearningRateScale);
                foreach (UpdateSegment segment in set.Segments)
                {
                    Span<float> state = _states[i].Span.Slice(segment.Offset, segment.Length);
                    if (value == 0)
                    {
                        // The runtime has this compiled; filling waits for the JIT in the first step.
                        state.Clear();
                        continue;
                    }

                    state.Fill(value);
                }
            }
        }
    }

    private InvalidOperationException NotBound() => new($"This {GetType().Name} has no trainer yet.");
}
