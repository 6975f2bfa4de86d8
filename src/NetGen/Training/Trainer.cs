using System.Numerics.Tensors;

namespace NetGen;

/// <summary>
/// Trains a network: forward, loss, backward, clip, update and measurements, one batch at a time (<see cref="Step(ReadOnlySpan{float}, ReadOnlySpan{float})"/>)
/// or over a whole set (<see cref="Fit"/>).
/// </summary>
/// <remarks>
/// <para>
/// A step allocates nothing but when its batch is larger than any before. The same network seed, optimizer, data and
/// <see cref="Seed"/> give the same bits on every machine.
/// </para>
/// <para>
/// A trainer is for one thread at a time; <see cref="Threads"/> of its own share the work of a step. Other threads may call <see cref="INetwork{TSelf}.Predict"/> on its network meanwhile.
/// </para>
/// <para>
/// With <see cref="Instrumentation.Off"/> the gradient is measured only where something needs it: by tensor for a clip, as a whole for a
/// policy other than <see cref="NonFinitePolicy.Continue"/>, and when <see cref="Gradients"/> is read.
/// </para>
/// </remarks>
/// <example><code>
/// var net = new DigitNet(seed: 1);
/// using var trainer = new Trainer&lt;DigitNet&gt;(net, new Adam(1e-3f)) { Clip = Clip.GlobalNorm(1f) };
/// StepResult step = trainer.Step(images, labels);
/// foreach (LayerGradient layer in trainer.Gradients) Console.WriteLine(layer);
/// </code></example>
/// <typeparam name="TNetwork">The network class.</typeparam>
public sealed partial class Trainer<TNetwork> : IDisposable
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly TNetwork _network;
    private readonly TrainingCore _core;
    private readonly float[] _scratch;
    private PassWork<TNetwork>? _steps;
    private PassWork<TNetwork>? _evaluations;
    private bool _isDisposed;

    /// <summary>Creates a trainer and ties the optimizer to it.</summary>
    /// <param name="network">The network; its parameters are changed in place.</param>
    /// <param name="optimizer">An optimizer that serves no other trainer.</param>
    /// <exception cref="InvalidOperationException">The network declares no loss, or the optimizer serves another trainer.</exception>
    /// <exception cref="ArgumentException">A parameter group of the optimizer has no effect.</exception>
    public Trainer(TNetwork network, Optimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        NetworkInfo info = TNetwork.Info;
        if (info.Loss.Length == 0)
        {
            throw new InvalidOperationException(
                $"{info.Name} declares no loss, so that it can only predict. Declare one after its last layer, such as [MeanSquaredError] or [SoftmaxCrossEntropy].");
        }

        optimizer.Bind(info);
        _network = network;
        _core = new TrainingCore(network.Parameters, optimizer);
        int channels = 0;
        foreach (LayerInfo layer in info.Layers)
        {
            channels = Math.Max(channels, layer.OutputChannels);
        }

        _scratch = new float[channels];
    }

    /// <summary>The network.</summary>
    public TNetwork Network => _network;

    /// <summary>The optimizer.</summary>
    public Optimizer Optimizer => _core.Optimizer;

    /// <summary>Limits the gradient before each update; null, the default, for no limit.</summary>
    public Clip? Clip
    {
        get => _core.Clip;
        set => _core.Clip = value;
    }

    /// <summary>What to do when a loss, a gradient or an update is not finite; default <see cref="NonFinitePolicy.Throw"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such policy.</exception>
    public NonFinitePolicy NonFinite
    {
        get => _core.Policy;
        set => _core.Policy = Enum.IsDefined(value) ? value : throw new ArgumentOutOfRangeException(nameof(value), value, $"There is no policy {(int)value}.");
    }

    /// <summary>The seed of stochastic activations, which draw by seed and step, and the default one of the shuffle of <see cref="Fit"/>; default 0.</summary>
    public long Seed
    {
        get => _core.Seed;
        set => _core.Seed = value;
    }

    /// <summary>
    /// The threads that share a step, the caller's included: 1, the default, to 64. <see cref="Environment.ProcessorCount"/> takes all
    /// processors.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Any number gives the same bits: losses, gradients, statistics and parameters. It may change between steps.
    /// </para>
    /// <para>
    /// The threads compute the rows of the batch, then the weights, each a range. A step that takes less than about 40 µs on one thread is
    /// left to that. Of longer ones the trainer takes a few both ways, 12 of 1,024 in the long run, and goes on with what was shorter: it
    /// depends on the network, the batch and what else runs whether threads gain more than it costs to move weights between processors.
    /// Left to one thread are also layers that look at the whole batch, such as batch normalisation, while the others of the network are shared,
    /// the updates of <see cref="LAMB"/> and <see cref="CustomOptimizer"/>, and networks written by hand. More threads than processors are slower.
    /// </para>
    /// <para>
    /// Between steps the threads wait for about 300 µs and then park: a trainer that waits takes no processor time. They are background
    /// threads, start with the first step that they share, and end when the trainer is disposed of or collected.
    /// </para>
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">The value is not in 1..64.</exception>
    /// <exception cref="ObjectDisposedException">The trainer was disposed of.</exception>
    public int Threads
    {
        get => _core.Threads.Count;
        set
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _core.Threads.Set(value);
        }
    }

    /// <summary>For tests: everything is shared by all threads, however small.</summary>
    internal bool SharesEverything
    {
        get => _core.Threads.IsForced;
        set => _core.Threads.IsForced = value;
    }

    /// <summary>For tests: the threads beside the caller's that take no processor time; null before they started.</summary>
    internal int? ParkedThreads => _core.Threads.HasTeam ? _core.Threads.Team.Parked : null;

    /// <summary>The steps taken, skipped ones included; a step that threw does not count unless its update was applied.</summary>
    public long StepCount => _core.StepCount;

    /// <summary>The steps that were skipped or rolled back.</summary>
    public long SkippedSteps => _core.SkippedSteps;

    /// <summary>Watches the training.</summary>
    public HealthMonitor Health => _core.Health;

    /// <summary>What the last step did to each layer with parameters.</summary>
    /// <exception cref="InvalidOperationException">No step has been taken yet.</exception>
    public LayerGradients Gradients
    {
        get
        {
            _ = _core.Workspace;
            return new LayerGradients(_core.Record);
        }
    }

    /// <summary>What the last step did to each parameter tensor.</summary>
    /// <exception cref="InvalidOperationException">No step has been taken yet.</exception>
    public TensorGradients Tensors
    {
        get
        {
            _ = _core.Workspace;
            return new TensorGradients(_core.Record);
        }
    }

    /// <summary>The gradient of one parameter as the optimizer saw it in the last step, after the clip; [in, out] for a weight, [out] for a bias.</summary>
    /// <param name="parameter">The path name, such as <c>dense1.weight</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists the names there are.</exception>
    /// <exception cref="InvalidOperationException">No step has been taken yet.</exception>
    public TensorSpan<float> Gradient(string parameter)
    {
        NetworkInfo info = _core.Network;
        return ParameterBuffer.View(_core.Workspace.Gradients.Span, info.Parameters[info.IndexOf(parameter)]);
    }

    /// <summary>The outputs of one layer for the batch of the last step, [batch x positions, channels]: [batch, outputs] where a sample is a vector.</summary>
    /// <param name="layer">The path name, such as <c>tanh1</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists the names there are.</exception>
    /// <exception cref="InvalidOperationException">No step has been taken yet.</exception>
    public ReadOnlyTensorSpan<float> Activation(string layer)
    {
        LayerInfo info = _core.Network.Layer(layer);
        return _core.Workspace.Activation(info);
    }

    /// <summary>Measures the outputs of one layer for the batch of the last step.</summary>
    /// <param name="layer">The path name, such as <c>tanh1</c>.</param>
    /// <exception cref="ArgumentException">There is none of that name; the message lists the names there are.</exception>
    /// <exception cref="InvalidOperationException">No step has been taken yet.</exception>
    public ActivationStatistics MeasureActivations(string layer)
    {
        LayerInfo info = _core.Network.Layer(layer);
        Workspace workspace = _core.Workspace;
        return ActivationMeasurement.Measure(
            info.Name,
            workspace.Outputs(info),
            workspace.Batch * info.OutputPositions,
            info.OutputChannels,
            info.OutputStride,
            ActivationRange.Of(info.Kind),
            _scratch);
    }

    /// <summary>Releases the memory of the training and ends its threads. The network stays usable.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        _core.Release();
    }
}
