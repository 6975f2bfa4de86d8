using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using NetGen.Kernels;

namespace NetGen;

/// <summary>
/// The memory of one training loop: activations and their gradients for up to <see cref="Capacity"/> rows, the gradient
/// of every parameter, and what was measured of it. Each trainer owns one; it is not shared between threads.
/// </summary>
public sealed partial class Workspace
{
    private readonly AlignedBuffer _memory;
    private AlignedBuffer?[]? _rectified;
    private int _batch;

    /// <summary>Allocates a workspace for batches of up to <paramref name="capacity"/> rows.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is less than 1, or the memory exceeds what a buffer can hold.</exception>
    public Workspace(NetworkInfo network, int capacity)
        : this(network, capacity, new AlignedBuffer(network.BufferLength, stagger: 21))
    {
    }

    internal Workspace(NetworkInfo network, int capacity, AlignedBuffer gradients)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        long length = ((long)network.WorkspacePerRow * capacity) + network.WorkspaceFixed;
        if (length > int.MaxValue / 2)
        {
            throw new ArgumentOutOfRangeException(nameof(capacity), capacity,
                $"A batch of {capacity} rows of {network.Name} needs {length} floats of workspace; the limit is {int.MaxValue / 2}. Use smaller batches.");
        }

        Network = network;
        Capacity = capacity;
        _batch = capacity;
        _memory = new AlignedBuffer((int)length, stagger: 42);
        _scratch = _memory;
        _scratchStart = network.WorkspacePerRow * capacity;
        _rows = capacity;
        _shared = new SharedSums(network, capacity);
        Gradients = gradients;
        Statistics = new TensorStatistics[network.Parameters.Length];
        int steps = 0;
        foreach (LayerInfo layer in network.Layers)
        {
            steps += layer.RecurrentSteps * layer.Directions;
        }

        StepGradientNorms = new double[steps];
    }

    /// <summary>The network it fits.</summary>
    public NetworkInfo Network { get; }

    /// <summary>The largest batch.</summary>
    public int Capacity { get; }

    /// <summary>The rows in use, 1..<see cref="Capacity"/>.</summary>
    public int Batch
    {
        get => _batch;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, Capacity);
            _batch = value;
            _rows = value;
        }
    }

    /// <summary>
    /// The activations and their gradients. A buffer that takes n floats a row starts at (floats a row before it) x
    /// <see cref="Capacity"/>; what is needed once comes last.
    /// </summary>
    public Span<float> Memory => _memory.Span;

    /// <summary>The first float of <see cref="Memory"/>; 64-byte aligned.</summary>
    public ref float Reference => ref _memory.Reference;

    /// <summary>The gradient of every parameter, laid out like the parameters.</summary>
    public AlignedBuffer Gradients { get; }

    /// <summary>What was measured of each parameter's gradient, in the order of <see cref="NetworkInfo.Parameters"/>.</summary>
    public TensorStatistics[] Statistics { get; }

    /// <summary>The norms that generated code measured at the steps of all recurrent layers; see <see cref="StepGradients"/>.</summary>
    public double[] StepGradientNorms { get; }

    /// <summary>
    /// The L2 norms over the batch of dL/dh(t), the gradient of the loss with respect to a recurrent layer's state, from the first step of the
    /// sequence to the last.
    /// </summary>
    /// <param name="layer">A recurrent layer.</param>
    /// <param name="reverse">Of a bidirectional layer, whether to show the walk from the end.</param>
    /// <exception cref="ArgumentException">The layer is not recurrent, or does not walk in that direction, or the network measures nothing.</exception>
    public ReadOnlySpan<double> StepGradients(LayerInfo layer, bool reverse = false)
    {
        ArgumentNullException.ThrowIfNull(layer);
        if (layer.RecurrentSteps == 0 || (reverse && layer.Directions == 1))
        {
            throw new ArgumentException(layer.RecurrentSteps > 0
                ? $"{layer.Name} walks forward only; declare it with Bidirectional = true."
                : $"{layer.Name} ({layer.Kind}) measures no gradient at its steps: either it is not recurrent, or the network is declared with Instrumentation.Off.", nameof(layer));
        }

        return StepGradientNorms.AsSpan(layer.StepGradientsOffset + (reverse ? layer.RecurrentSteps : 0), layer.RecurrentSteps);
    }

    /// <summary>True while training: stochastic activations draw, at inference they use their mean.</summary>
    public bool Training { get; set; }

    /// <summary>The seed of stochastic activations.</summary>
    public long Seed { get; set; }

    /// <summary>The number of the step: with <see cref="Seed"/> it decides what stochastic activations draw.</summary>
    public long Step { get; set; }

    /// <summary>
    /// The output of a layer for the rows in use, [batch x positions, channels]: [batch, outputs] where a sample is a vector.
    /// </summary>
    public ReadOnlyTensorSpan<float> Activation(LayerInfo layer) =>
        TensorView.Matrix(Outputs(layer), Batch * layer.OutputPositions, layer.OutputChannels, layer.OutputStride, 1);

    /// <summary>
    /// The output of a layer for the rows in use, padding included: whole registers of 512 bits. What is not kept is computed anew by each call, into memory of its own that the first
    /// call allocates.
    /// </summary>
    internal Span<float> Outputs(LayerInfo layer)
    {
        ArgumentNullException.ThrowIfNull(layer);
        int perRow = layer.OutputPositions * layer.OutputStride;
        Span<float> values = _memory.Span.Slice(layer.OutputOffset * Capacity, Batch * perRow);
        if (!layer.HoldsPreactivation)
        {
            return values;
        }

        _rectified ??= new AlignedBuffer?[Network.Layers.Length];
        Span<float> rectified = (_rectified[layer.Index] ??= new AlignedBuffer(Capacity * perRow)).Span[..values.Length];
        ref float from = ref MemoryMarshal.GetReference(values);
        ref float to = ref MemoryMarshal.GetReference(rectified);
        for (nuint i = 0; i < (nuint)values.Length; i += (nuint)Vector512<float>.Count)
        {
            VectorMath.Max(Vector512.LoadUnsafe(ref from, i), Vector512<float>.Zero).StoreUnsafe(ref to, i);
        }

        return rectified;
    }

    /// <summary>
    /// The gradient of the loss with respect to the network's output for the rows in use, [batch x positions, channels]. The loss
    /// writes it; a training loop of one's own (a policy gradient, say) may write it instead and call Backward.
    /// </summary>
    public TensorSpan<float> OutputGradient
    {
        get
        {
            int positions = Network.Layers.IsEmpty ? 1 : Network.Layers[^1].OutputPositions;
            int channels = Network.OutputSize / positions;
            int stride = (channels + 15) & ~15;
            Span<float> gradient = _memory.Span.Slice(Network.OutputGradientOffset * Capacity, Batch * positions * stride);

            // The memory served other gradients before, and the backward pass counts on zeros in the padding.
            for (int row = 0; row < Batch * positions && channels < stride; row++)
            {
                gradient.Slice((row * stride) + channels, stride - channels).Clear();
            }

            return TensorView.Matrix(gradient, Batch * positions, channels, stride, 1);
        }
    }
}
