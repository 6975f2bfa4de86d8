using System.Collections;

namespace NetGen;

/// <summary>The gradients by layer, for every layer with parameters in the order of the network, of the last step. A view: it shows the next step when that was taken. Enumerating it allocates nothing.</summary>
public readonly struct LayerGradients : IReadOnlyList<LayerGradient>
{
    private readonly GradientRecord _record;

    internal LayerGradients(GradientRecord record) => _record = record;

    /// <summary>The number of layers with parameters.</summary>
    public int Count => _record.LayerCount;

    /// <inheritdoc/>
    public LayerGradient this[int index] => _record.Layer(index);

    /// <summary>Starts at the first.</summary>
    public Enumerator GetEnumerator() => new(_record);

    /// <inheritdoc/>
    IEnumerator<LayerGradient> IEnumerable<LayerGradient>.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks through them.</summary>
    public struct Enumerator : IEnumerator<LayerGradient>
    {
        private readonly GradientRecord _record;
        private int _index;

        internal Enumerator(GradientRecord record)
        {
            _record = record;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly LayerGradient Current => _record.Layer(_index);

        /// <inheritdoc/>
        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _record.LayerCount;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
