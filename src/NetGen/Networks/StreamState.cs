namespace NetGen;

/// <summary>
/// What the layers of a network remember from one step of a stream to the next: states of recurrent layers, the steps that causal
/// convolutions reach back to, keys and values of causal attention. It belongs to the caller: one object for each
/// stream, or one with several rows for streams that go on side by side. It is not for two threads at a time.
/// </summary>
/// <example><code>
/// StreamState state = net.CreateState();
/// foreach (float[] step in microphone) net.Step(step, state, result);
/// </code></example>
public sealed class StreamState
{
    private readonly AlignedBuffer _values;

    /// <summary>Creates the state of streams that have not begun; networks offer this as <c>CreateState</c>.</summary>
    /// <param name="network">A network that can stream.</param>
    /// <param name="rows">The number of streams.</param>
    /// <exception cref="ArgumentException">The network cannot stream: no layer remembers earlier steps, or one needs the whole sequence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number is less than 1, or too large.</exception>
    public StreamState(NetworkInfo network, int rows = 1)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        if (network.StreamFloatsPerRow == 0)
        {
            throw new ArgumentException(
                $"{network.Name} cannot stream: {(network.StreamObstacle.Length > 0 ? network.StreamObstacle : "its input is not a sequence")}.", nameof(network));
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, int.MaxValue / 2 / network.StreamFloatsPerRow);
        Network = network;
        Rows = rows;
        _values = new AlignedBuffer(network.StreamFloatsPerRow * rows, stagger: 27);
    }

    /// <summary>The network it belongs to.</summary>
    public NetworkInfo Network { get; }

    /// <summary>The number of streams.</summary>
    public int Rows { get; }

    /// <summary>The steps since the beginning or the last <see cref="Reset"/>.</summary>
    public long Steps { get; private set; }

    /// <summary>The first value, used by generated code.</summary>
    public ref float Reference => ref _values.Reference;

    /// <summary>All streams begin again.</summary>
    public void Reset()
    {
        _values.Span.Clear();
        Steps = 0;
    }

    /// <summary>Takes over the state of other streams of the same network, such as to continue them in two ways.</summary>
    /// <exception cref="ArgumentException">It belongs to another network or has another number of rows.</exception>
    public void CopyFrom(StreamState source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!ReferenceEquals(source.Network, Network) || source.Rows != Rows)
        {
            throw new ArgumentException($"A state of {source.Network.Name} with {source.Rows} rows does not fit one of {Network.Name} with {Rows}.", nameof(source));
        }

        source._values.Span.CopyTo(_values.Span);
        Steps = source.Steps;
    }

    /// <summary>Counts a step, used by generated code.</summary>
    public void Advance() => Steps++;
}
