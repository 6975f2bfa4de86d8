using NetGen.Kernels;

namespace NetGen;

/// <summary>What was measured of gradients and updates in the last step.</summary>
internal sealed class GradientRecord
{
    private readonly ParameterBuffer _parameters;
    private readonly TensorStatistics[] _after;
    private readonly UpdateStatistics[] _updates;
    private readonly int[] _layers;
    private readonly int[][] _tensorsOfLayer;
    private TensorStatistics[] _before;
    private bool _isMeasured;
    private bool _isClipped;

    public GradientRecord(ParameterBuffer parameters, AlignedBuffer gradients)
    {
        NetworkInfo network = parameters.Network;
        _parameters = parameters;
        Gradients = gradients;
        _before = new TensorStatistics[network.Parameters.Length];
        _after = new TensorStatistics[network.Parameters.Length];
        _updates = new UpdateStatistics[network.Parameters.Length];
        (_layers, _tensorsOfLayer) = TensorsByLayer(network);
    }

    public AlignedBuffer Gradients { get; }

    public int LayerCount => _layers.Length;

    public int TensorCount => _before.Length;

    /// <summary>The sum of the squares of the last update.</summary>
    public double UpdateSquares { get; private set; }

    /// <summary>True when <see cref="Before"/> holds the last step's gradient.</summary>
    public bool IsMeasured => _isMeasured;

    public ReadOnlySpan<TensorStatistics> Before => _before;

    public Span<TensorStatistics> After => _after;

    public UpdateStatistics[] Updates => _updates;

    private NetworkInfo Network => _parameters.Network;

    /// <summary>A step begins, whose statistics are collected in this array.</summary>
    public void Begin(TensorStatistics[] statistics)
    {
        _before = statistics;
        _isMeasured = false;
        _isClipped = false;
    }

    /// <summary>The generated code has filled the statistics.</summary>
    public void MarkMeasured() => _isMeasured = true;

    /// <summary>A clip has filled <see cref="After"/>.</summary>
    public void MarkClipped() => _isClipped = true;

    /// <summary>Measures each tensor's gradient unless that was done. Without a clip the gradient is still what it was before it.</summary>
    public void EnsureMeasured()
    {
        if (_isMeasured)
        {
            return;
        }

        Span<float> gradients = Gradients.Span;
        for (int i = 0; i < _before.Length; i++)
        {
            ParameterInfo parameter = Network.Parameters[i];
            (int lines, int stride) = parameter.Lines;
            Reductions.MeasureRows(ref gradients[parameter.Offset], lines, stride, ref _before[i]);
        }

        _isMeasured = true;
    }

    /// <summary>The totals over all tensors.</summary>
    public static TensorStatistics Total(ReadOnlySpan<TensorStatistics> tensors)
    {
        TensorStatistics total = default;
        foreach (ref readonly TensorStatistics tensor in tensors)
        {
            total.SumOfSquares += tensor.SumOfSquares;
            total.NonFinite += tensor.NonFinite;
            // Not "tensor > total": NaN must win.
            total.MaxAbs = tensor.MaxAbs <= total.MaxAbs ? total.MaxAbs : tensor.MaxAbs;
        }

        return total;
    }

    /// <summary>The optimizer has filled <see cref="Updates"/>. True when every parameter is finite.</summary>
    public bool CompleteUpdate(out float largest)
    {
        double squares = 0;
        bool finite = true;
        largest = 0;
        foreach (ref readonly UpdateStatistics update in _updates.AsSpan())
        {
            squares += update.UpdateSquares;
            finite &= update.MaxAbs < float.PositiveInfinity;
            largest = update.MaxAbs > largest ? update.MaxAbs : largest;
        }

        UpdateSquares = squares;
        return finite;
    }

    /// <summary>A constraint has changed the tensor after its update. True when it is finite.</summary>
    public bool RemeasureWeights(int tensor)
    {
        ParameterInfo parameter = Network.Parameters[tensor];
        TensorStatistics weights = default;
        (int lines, int stride) = parameter.Lines;
        Reductions.MeasureRows(ref _parameters.Values[parameter.Offset], lines, stride, ref weights);
        _updates[tensor].WeightSquares = weights.SumOfSquares;
        _updates[tensor].MaxAbs = weights.MaxAbs;
        return weights.NonFinite == 0;
    }

    /// <summary>The step was not applied: nothing changed.</summary>
    public void CancelUpdate()
    {
        for (int i = 0; i < _updates.Length; i++)
        {
            RemeasureWeights(i);
            _updates[i].UpdateSquares = 0;
        }

        UpdateSquares = 0;
    }

    // The layers with parameters, in order, and the tensors of each.
    private static (int[] Layers, int[][] Tensors) TensorsByLayer(NetworkInfo network)
    {
        int[] layers = new int[network.Layers.Length];
        int[][] tensors = new int[layers.Length][];
        int count = 0;
        for (int layer = 0; layer < layers.Length; layer++)
        {
            layers[count] = layer;
            tensors[count] = network.TensorsWhere(p => p.Layer == layer);
            count += tensors[count].Length > 0 ? 1 : 0;
        }

        return (layers[..count], tensors[..count]);
    }

    public TensorGradient Tensor(int index)
    {
        EnsureMeasured();
        TensorStatistics before = _before[index];
        return new TensorGradient
        {
            Name = Network.Parameters[index].Name,
            Norm = before.Norm,
            ClippedNorm = _isClipped ? _after[index].Norm : before.Norm,
            MaxAbs = before.MaxAbs,
            NonFinite = before.NonFinite,
            WeightNorm = Math.Sqrt(_updates[index].WeightSquares),
            UpdateNorm = Math.Sqrt(_updates[index].UpdateSquares),
        };
    }

    public LayerGradient Layer(int index)
    {
        EnsureMeasured();
        TensorStatistics before = default;
        double after = 0;
        double update = 0;
        double weight = 0;
        foreach (int i in _tensorsOfLayer[index])
        {
            before.SumOfSquares += _before[i].SumOfSquares;
            before.NonFinite += _before[i].NonFinite;
            before.MaxAbs = MathF.Max(before.MaxAbs, _before[i].MaxAbs);
            after += _after[i].SumOfSquares;
            update += _updates[i].UpdateSquares;
            weight += _updates[i].WeightSquares;
        }

        return new LayerGradient
        {
            Name = Network.Layers[_layers[index]].Name,
            Norm = before.Norm,
            ClippedNorm = _isClipped ? Math.Sqrt(after) : before.Norm,
            MaxAbs = before.MaxAbs,
            NonFinite = before.NonFinite,
            WeightNorm = Math.Sqrt(weight),
            UpdateNorm = Math.Sqrt(update),
        };
    }
}
