using System.Collections;

namespace NetGen;

/// <summary>The gradients by parameter tensor, in the order of <see cref="NetworkInfo.Parameters"/>, of the last step. A view: it shows the next step when that was taken. Enumerating it allocates nothing.</summary>
public readonly struct TensorGradients : IReadOnlyList<TensorGradient>
{
    private readonly GradientRecord _record;

    internal TensorGradients(GradientRecord record) => _record = record;

    /// <summary>The number of parameter tensors.</summary>
    public int Count => _record.TensorCount;

    /// <inheritdoc/>
    public TensorGradient this[int index] => _record.Tensor(index);

    /// <summary>Starts at the first.</summary>
    public Enumerator GetEnumerator() => new(_record);

    /// <inheritdoc/>
    IEnumerator<TensorGradient> IEnumerable<TensorGradient>.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Walks through them.</summary>
    public struct Enumerator : IEnumerator<TensorGradient>
    {
        private readonly GradientRecord _record;
        private int _index;

        internal Enumerator(GradientRecord record)
        {
            _record = record;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly TensorGradient Current => _record.Tensor(_index);

        /// <inheritdoc/>
        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _record.TensorCount;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
