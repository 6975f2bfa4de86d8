using System.Collections.Immutable;

namespace NetGen;

/// <summary>
/// Watches the gradients, updates and activations of a trainer and says in what state the training is. Costs a few comparisons
/// for each layer and step, looks at activations every <see cref="ActivationInterval"/> steps, and allocates nothing.
/// </summary>
/// <remarks>
/// <para>
/// Each step has a finding, the gravest of: NaN or infinity anywhere; exploding (‖Δw‖/‖w‖ of a layer's weights above
/// <see cref="ExplodingRatio"/>, or the gradient norm above <see cref="SpikeFactor"/> times its running median); saturated (more than
/// <see cref="SaturatedOutputs"/> of an activation's outputs are flat; the network's output does not count, for a trained classifier's is meant
/// to be); dead (more than <see cref="DeadUnits"/> of the units gave zero for every sample of <see cref="DeadBatches"/> batches); vanishing
/// (‖Δw‖/‖w‖ below <see cref="VanishingRatio"/>, or the gradient of a recurrent layer's state falling by more than 10 to the power
/// <see cref="SevereDecades"/> from the last step to the first; growing by as much is exploding). From <see cref="VanishingRatio"/> to <see cref="LowestHealthyRatio"/> and from
/// <see cref="HighestHealthyRatio"/> to <see cref="ExplodingRatio"/> a layer's finding stays what it was, and so does that over time between
/// <see cref="HealthyDecades"/> and <see cref="SevereDecades"/>.
/// </para>
/// <para>
/// A finding becomes the verdict after <see cref="Patience"/> consecutive steps of it; NaN and infinity at once. The first verdict is
/// given after <see cref="Patience"/> steps: the finding they agree on, or the most frequent.
/// </para>
/// <para>
/// An update ratio tells what the optimizer does, which is what learning needs; adaptive optimizers scale a vanishing gradient up, so
/// that a network may be judged healthy whose gradients differ by orders of magnitude between layers: see
/// <see cref="Trainer{TNetwork}.Gradients"/> for those.
/// </para>
/// </remarks>
public sealed class HealthMonitor
{
    /// <summary>The consecutive steps after which a finding becomes the verdict: 20.</summary>
    public const int Patience = 20;

    /// <summary>An update ratio below this is vanishing: 1e-6.</summary>
    public const double VanishingRatio = 1e-6;

    /// <summary>The lowest healthy update ratio: 1e-5.</summary>
    public const double LowestHealthyRatio = 1e-5;

    /// <summary>The highest healthy update ratio: 1e-2.</summary>
    public const double HighestHealthyRatio = 1e-2;

    /// <summary>An update ratio above this is exploding: 1e-1.</summary>
    public const double ExplodingRatio = 1e-1;

    /// <summary>A gradient norm above this multiple of its running median is a spike: 10.</summary>
    public const double SpikeFactor = 10;

    /// <summary>An activation is saturated when more than this share of its outputs is: 0.5.</summary>
    public const double SaturatedOutputs = 0.5;

    /// <summary>A layer is dead when more than this share of its units is: 0.4.</summary>
    public const double DeadUnits = 0.4;

    /// <summary>The batches over which a dead unit gave nothing but zeros: 20.</summary>
    public const int DeadBatches = 20;

    /// <summary>
    /// A recurrent layer's gradient that falls by more than 10 to this power from the last step of a sequence to the first vanishes over time; one that grows
    /// by more explodes: 2.
    /// </summary>
    public const double SevereDecades = 2;

    /// <summary>A recurrent layer's gradient that changes by less than 10 to this power over the steps of a sequence is healthy: 1.</summary>
    public const double HealthyDecades = 1;

    private const int MedianNeeds = 5;
    private const int SpikesKept = 16;

    private readonly WeightWatch[] _weights;
    private readonly ActivationWatch[] _activations;
    private readonly TimeWatch[] _times;
    private readonly RunningMedian _median = new();
    private readonly GradientSpike[] _spikes = new GradientSpike[SpikesKept];
    private readonly Optimizer? _optimizer;
    private VerdictFilter _filter;
    private int _interval = 20;
    private bool _isLooking;

    internal HealthMonitor(NetworkInfo network, Optimizer? optimizer)
    {
        Network = network;
        _optimizer = optimizer;
        var weights = new List<WeightWatch>();
        int[] tensors = network.TensorsWhere(static p => p.IsWeight);
        for (int first = 0, next; first < tensors.Length; first = next)
        {
            ParameterInfo weight = network.Parameters[tensors[first]];
            bool isFrozen = true;
            for (next = first; next < tensors.Length && network.Parameters[tensors[next]].Layer == weight.Layer; next++)
            {
                isFrozen &= IsFrozen(optimizer, network.Parameters[tensors[next]]);
            }

            weights.Add(new WeightWatch(network.Layers[weight.Layer], weight, tensors[first..next], isFrozen));
        }

        var activations = new List<ActivationWatch>();
        foreach (LayerInfo layer in network.Layers)
        {
            var range = ActivationRange.Of(layer.Kind);
            if (range.Saturates || range.ZeroIsFlat)
            {
                activations.Add(new ActivationWatch(layer, range, layer.Index == network.Layers.Length - 1));
            }
        }

        _weights = [.. weights];
        _activations = [.. activations];
        _times = [.. TimesOf(network, optimizer)];
    }

    /// <summary>The network that is watched.</summary>
    public NetworkInfo Network { get; }

    /// <summary>The steps from one look at the activations to the next; 0 for never; default 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int ActivationInterval
    {
        get => _interval;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _interval = value;
        }
    }

    /// <summary>The state of the training.</summary>
    public HealthVerdict Verdict => _filter.Current;

    /// <summary>The steps seen.</summary>
    public long Steps { get; private set; }

    /// <summary>The steps whose gradient norm was above <see cref="SpikeFactor"/> times its running median.</summary>
    public long SpikeCount { get; private set; }

    /// <summary>The running median of the global gradient norm; 0 before the first measured step.</summary>
    public double MedianGradientNorm => _median.Value;

    /// <summary>The root mean square of the inputs when last looked at; 0 before.</summary>
    public double InputRootMeanSquare { get; private set; }

    /// <summary>True when the gradient is limited by a clip, which remedies take into account.</summary>
    internal bool HasClip { get; set; }

    internal NonFiniteValues NonFinite { get; private set; }

    internal long NonFiniteStep { get; private set; }

    internal float LearningRate => _optimizer?.LearningRate ?? 0f;

    internal ReadOnlySpan<WeightWatch> Weights => _weights;

    internal ReadOnlySpan<ActivationWatch> Activations => _activations;

    internal ReadOnlySpan<TimeWatch> Times => _times;

    /// <summary>Describes the state of every layer, with causes and remedies for what is wrong. Allocates; call it when you want to read it.</summary>
    public HealthReport Report() => new()
    {
        Verdict = Verdict,
        Steps = Steps,
        Layers = [.. LayersInOrder()],
        Findings = HealthAdvisor.Findings(this),
        Spikes = RecentSpikes(),
        SpikeCount = SpikeCount,
        MedianGradientNorm = MedianGradientNorm,
        InputRootMeanSquare = InputRootMeanSquare,
    };

    /// <summary>Judges one step.</summary>
    /// <param name="step">Its number.</param>
    /// <param name="norm">The global gradient norm before the clip; NaN when it was not measured.</param>
    /// <param name="nonFinite">What was not finite.</param>
    /// <param name="gradients">What was measured of each tensor's gradient; empty when nothing was.</param>
    /// <param name="updates">What the optimizer saw of each tensor; empty when the step was not applied.</param>
    /// <param name="overTime">The norms of gradients at the steps of recurrent layers; empty when nothing was measured.</param>
    internal HealthVerdict Observe(
        long step, double norm, NonFiniteValues nonFinite, ReadOnlySpan<TensorStatistics> gradients, ReadOnlySpan<UpdateStatistics> updates,
        ReadOnlySpan<double> overTime = default)
    {
        Steps++;
        HealthVerdict finding = HealthVerdict.Healthy;
        if (nonFinite != NonFiniteValues.None)
        {
            NonFinite = nonFinite;
            NonFiniteStep = step;
            finding = HealthVerdict.NonFinite;
        }
        else if (norm < double.PositiveInfinity)
        {
            finding = ObserveNorm(step, norm);
        }

        if (!updates.IsEmpty)
        {
            foreach (WeightWatch watch in _weights)
            {
                finding = Graver(finding, watch.Observe(gradients, updates));
            }
        }

        if (!overTime.IsEmpty)
        {
            foreach (TimeWatch watch in _times)
            {
                finding = Graver(finding, watch.Observe(overTime));
            }
        }

        foreach (ActivationWatch watch in _activations)
        {
            finding = Graver(finding, watch.Finding);
        }

        return _filter.Observe(finding);
    }

    /// <summary>Whether <see cref="ObserveBatch"/> looks at the batch of that step.</summary>
    internal bool ObservesBatch(long step) => _interval != 0 && (_isLooking || (step - 1) % _interval == 0);

    /// <summary>Looks at inputs and activations when it is time to.</summary>
    internal void ObserveBatch(long step, ReadOnlySpan<float> input, Workspace workspace)
    {
        if (_interval == 0)
        {
            return;
        }

        bool begin = (step - 1) % _interval == 0;
        if (!begin && !_isLooking)
        {
            return;
        }

        if (begin)
        {
            InputRootMeanSquare = ActivationMeasurement.RootMeanSquare(input);
        }

        _isLooking = false;
        foreach (ActivationWatch watch in _activations)
        {
            ReadOnlySpan<float> outputs = workspace.Memory[(watch.Layer.OutputOffset * workspace.Capacity)..];
            if (begin && !watch.IsLooking)
            {
                watch.Begin(outputs, workspace.Batch);
            }
            else if (watch.IsLooking)
            {
                watch.Continue(outputs, workspace.Batch);
            }

            _isLooking |= watch.IsLooking;
        }
    }

    private static bool IsFrozen(Optimizer? optimizer, ParameterInfo parameter) =>
        optimizer?.Groups.FirstOrDefault(g => g.Matches(parameter)) is { LearningRateScale: 0f };

    /// <summary>Each direction of each recurrent layer that measures its gradient.</summary>
    private static IEnumerable<TimeWatch> TimesOf(NetworkInfo network, Optimizer? optimizer)
    {
        foreach (LayerInfo layer in network.Layers.Where(static l => l.RecurrentSteps > 2))
        {
            int direction = 0;
            foreach (ParameterInfo weight in network.Parameters.Where(p => p.Layer == layer.Index && p.Role == ParameterRole.RecurrentWeight))
            {
                yield return new TimeWatch(layer, direction++ > 0, weight, IsFrozen(optimizer, weight));
            }
        }
    }

    /// <summary>The direction of a layer in which the gradient changes most over time, if it was seen.</summary>
    private TimeWatch? TimeOf(LayerInfo layer)
    {
        TimeWatch? most = null;
        foreach (TimeWatch watch in _times)
        {
            if (watch.Layer == layer && !double.IsNaN(watch.Decades) && !(Math.Abs(watch.Decades) <= Math.Abs(most?.Decades ?? 0)))
            {
                most = watch;
            }
        }

        return most;
    }

    private static HealthVerdict Graver(HealthVerdict a, HealthVerdict b) => a > b ? a : b;

    private HealthVerdict ObserveNorm(long step, double norm)
    {
        bool isSpike = _median.Count >= MedianNeeds && norm > SpikeFactor * _median.Value;
        if (isSpike)
        {
            _spikes[SpikeCount % SpikesKept] = new GradientSpike(step, norm, _median.Value);
            SpikeCount++;
        }

        _median.Add(norm);
        return isSpike ? HealthVerdict.Exploding : HealthVerdict.Healthy;
    }

    private ImmutableArray<GradientSpike> RecentSpikes()
    {
        int kept = (int)Math.Min(SpikeCount, SpikesKept);
        var spikes = ImmutableArray.CreateBuilder<GradientSpike>(kept);
        for (long i = SpikeCount - kept; i < SpikeCount; i++)
        {
            spikes.Add(_spikes[i % SpikesKept]);
        }

        return spikes.MoveToImmutable();
    }

    private IEnumerable<LayerHealth> LayersInOrder()
    {
        foreach (LayerInfo layer in Network.Layers)
        {
            if (_weights.FirstOrDefault(w => w.Layer == layer) is { } weight)
            {
                TimeWatch? time = TimeOf(layer);
                yield return new LayerHealth
                {
                    Name = layer.Name,
                    Verdict = Graver(weight.Verdict, time?.Verdict ?? HealthVerdict.Unknown),
                    UpdateRatio = weight.UpdateRatio,
                    GradientNorm = Known(weight.GradientNorm),
                    FirstGradientNorm = Known(weight.FirstGradientNorm),
                    PredictedGradientNorm = Known(Network.Prediction?.Layer(layer.Name)?.GradientNorm ?? double.NaN),
                    DecadesOverTime = time?.Decades,
                    PredictedDecadesOverTime = Known(Network.Prediction?.Layer(layer.Name)?.DecadesOverTime ?? double.NaN),
                };
            }
            else if (_activations.FirstOrDefault(a => a.Layer == layer) is { } activation)
            {
                yield return new LayerHealth
                {
                    Name = layer.Name,
                    Verdict = Verdict == HealthVerdict.Unknown ? HealthVerdict.Unknown : activation.Finding,
                    SaturatedFraction = Known(activation.SaturatedFraction),
                    DeadFraction = Known(activation.DeadFraction),
                };
            }
        }
    }

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}
