using System.Numerics.Tensors;
using NetGen.Kernels;

namespace NetGen;

/// <summary>The parameters of one network object: one contiguous, 64-byte aligned buffer with named tensors in it.</summary>
public sealed class ParameterBuffer
{
    private readonly AlignedBuffer _values;

    /// <summary>Allocates the parameters of a network and initialises them: the same seed gives the same bits.</summary>
    public ParameterBuffer(NetworkInfo network, long seed)
    {
        ArgumentNullException.ThrowIfNull(network);
        Network = network;
        _values = new AlignedBuffer(network.BufferLength);
        State = new AlignedBuffer(network.StateLength, stagger: 5);
        Initialize(seed);
    }

    /// <summary>The network they belong to.</summary>
    public NetworkInfo Network { get; }

    /// <summary>All values, padding included. The padding must stay zero.</summary>
    public Span<float> Values => _values.Span;

    /// <summary>
    /// Persistent values that are not learned, such as running statistics, as <see cref="NetworkInfo.States"/> describes them.
    /// Optimizers do not see them; copies, snapshots and roll-backs include them.
    /// </summary>
    public AlignedBuffer State { get; }

    /// <summary>The first value; 64-byte aligned.</summary>
    public ref float Reference => ref _values.Reference;

    /// <summary>The tensor of that path name: [in, out] for a weight, [out] for a bias.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists the names there are.</exception>
    public TensorSpan<float> this[string name] => Tensor(Network.IndexOf(name));

    /// <summary>The tensor of that index in <see cref="NetworkInfo.Parameters"/>.</summary>
    public TensorSpan<float> Tensor(int index) => View(_values.Span, Network.Parameters[index]);

    /// <summary>The persistent values of that path name, such as <c>batchnorm1.mean</c>.</summary>
    /// <exception cref="ArgumentException">There are none of that name; the message lists the names there are.</exception>
    public Span<float> StateOf(string name)
    {
        StateInfo state = Network.States[Network.IndexOfState(name)];
        return State.Span.Slice(state.Offset, state.Columns);
    }

    /// <summary>Draws all parameters again, as a new network with this seed would.</summary>
    public void Initialize(long seed)
    {
        _values.Span.Clear();
        for (int i = 0; i < Network.Parameters.Length; i++)
        {
            Initializer.Fill(_values.Span, Network.Parameters[i], seed, stream: i);
        }

        InitializeMagnitudes();
        State.Span.Clear();
        foreach (StateInfo state in Network.States)
        {
            State.Span.Slice(state.Offset, state.Columns).Fill(state.InitialValue);
        }

        InitializeSpectralVectors();
    }

    /// <summary>
    /// Sets the magnitudes of weight normalisation to the norms of their directions, so that the weights in effect are the
    /// directions as they stand. <see cref="Initialize"/> does it; call it after filling a direction by hand.
    /// </summary>
    public void InitializeMagnitudes()
    {
        foreach (ParameterInfo magnitude in Network.Parameters)
        {
            if (magnitude.Role == ParameterRole.Magnitude)
            {
                // A magnitude follows its weight.
                ParameterInfo weight = Network.Parameters.Last(p => p.Layer == magnitude.Layer && p.Offset < magnitude.Offset && p.IsWeight);
                (int rows, int columns, int stride) = weight.Units;
                WeightNormKernels.InitializeMagnitude(ref _values.Span[weight.Offset], ref _values.Span[magnitude.Offset], rows, columns, stride);
            }
        }
    }

    /// <summary>
    /// Takes 15 steps of the power iteration of every weight under spectral normalisation, so that the largest singular value is
    /// known well from the start. <see cref="Initialize"/> does it; call it after filling such a weight by hand.
    /// </summary>
    public void InitializeSpectralVectors()
    {
        foreach (ParameterInfo weight in Network.Parameters)
        {
            StateInfo? u = Find(weight.Name + ".u"), v = Find(weight.Name + ".v");
            if (u is not null && v is not null)
            {
                (int rows, int columns, int stride) = weight.Units;
                SpectralNormKernels.Iterate(ref _values.Span[weight.Offset], ref State.Span[u.Offset], ref State.Span[v.Offset], 15, rows, columns, stride);
            }
        }

        StateInfo? Find(string name) => Network.States.FirstOrDefault(s => s.Name == name);
    }

    /// <summary>Copies all values, state included, from the parameters of a network of the same layout.</summary>
    /// <exception cref="ArgumentException">The layouts differ.</exception>
    public void CopyFrom(ParameterBuffer source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!Network.Parameters.SequenceEqual(source.Network.Parameters) || !Network.States.SequenceEqual(source.Network.States))
        {
            throw new ArgumentException(
                $"The parameters of {source.Network.Name} do not fit {Network.Name}: {Shapes(source.Network)} against {Shapes(Network)}.", nameof(source));
        }

        source.Values.CopyTo(Values);
        source.State.Span.CopyTo(State.Span);
    }

    /// <summary>The tensor of that index with the matrices of its gates apart, [inputs, gates, columns].</summary>
    internal TensorSpan<float> Gates(int index)
    {
        ParameterInfo parameter = Network.Parameters[index];
        return TensorView.Gates(
            _values.Span.Slice(parameter.Offset, parameter.Length), parameter.Rows / parameter.Gates, parameter.Gates, parameter.Columns, parameter.RowStride);
    }

    /// <summary>A view of one tensor in a buffer that is laid out like the parameters.</summary>
    internal static TensorSpan<float> View(Span<float> buffer, ParameterInfo parameter) =>
        parameter.IsMatrix
            ? TensorView.Matrix(buffer.Slice(parameter.Offset, parameter.Length), parameter.Rows, parameter.Columns, parameter.RowStride, parameter.ColumnStride)
            : TensorView.Vector(buffer.Slice(parameter.Offset, parameter.Columns));

    private static string Shapes(NetworkInfo network) =>
        string.Join(", ", network.Parameters.Select(static p => $"{p.Name} [{p.Rows}, {p.Columns}]").Concat(network.States.Select(static s => $"{s.Name} [{s.Columns}]")));
}
