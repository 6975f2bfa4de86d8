using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>Gradients of activations: who gives them, how they add up, and where they lie while somebody needs them.</summary>
internal sealed partial class PlanBuilder
{
    private readonly MemoryPool _pool = new();

    /// <summary>The gradient of each layer's output, as far as its consumers gave it.</summary>
    private readonly BufferPlan?[] _given;

    private readonly bool[] _isTurned;

    private readonly Dictionary<string, GradientStorage> _storage = new(StringComparer.Ordinal);

    /// <summary>What the layer that is being planned gives to its sources.</summary>
    private readonly List<(int Source, BufferPlan Gradient)> _giving = [];

    private readonly List<GradientStorage> _temporaries = [];

    /// <summary>Whether the source of the layer learns from the gradient that this layer passes on.</summary>
    public bool NeedsInputGradient(LayerModel layer, int which = 0)
    {
        int source = layer.Sources[which];
        return source >= 0 && _learns[source];
    }

    /// <summary>Whether the layer has backward steps: it learns, or a layer before it does.</summary>
    public bool Learns(LayerModel layer) => _learns[IndexOf(layer)];

    /// <summary>The gradient of the loss with respect to the layer's output: complete when its backward steps are planned.</summary>
    public BufferPlan Gradient(LayerModel layer)
    {
        int index = IndexOf(layer);
        return _given[index] ??= NewGradient("d_" + layer.Name, layer.Output, StrideOf(layer));
    }

    /// <summary>
    /// The layer turns the gradient of its output into that of a source in place. The steps that need the former come before.
    /// </summary>
    public BufferPlan TurnGradient(LayerModel layer, int which = 0)
    {
        BufferPlan gradient = OwnGradient(layer);
        Pass(layer, which, gradient);
        return gradient;
    }

    /// <summary>
    /// The gradient of the layer's output, which it may change in place, is that of a convolution's as well: at positions that the layer keeps, and zero
    /// elsewhere. The convolution finds it as its own <see cref="Gradient"/>.
    /// </summary>
    public BufferPlan RouteGradient(LayerModel layer, LayerModel convolution)
    {
        BufferPlan gradient = OwnGradient(layer);
        _storage[gradient.Name].Users++;
        _given[IndexOf(convolution)] = gradient;
        return gradient;
    }

    /// <summary>
    /// As <see cref="NewInputGradient"/>, but what is filled is already the gradient of the source's own input, so that the source, an activation that this
    /// layer alone reads, has no backward step.
    /// </summary>
    public BufferPlan NewTurnedGradient(LayerModel layer)
    {
        _isTurned[layer.Sources[0]] = true;
        return NewInputGradient(layer);
    }

    /// <summary>Whether the gradient of an activation's output is that of its input already.</summary>
    public bool IsTurned(LayerModel layer) => _isTurned[IndexOf(layer)];

    /// <summary>The gradient of a source is that of the layer's output as it stands; nobody changes it in place as long as others need it.</summary>
    public void PassGradient(LayerModel layer, int which = 0) => Pass(layer, which, Gradient(layer));

    /// <summary>
    /// The gradient of the loss with respect to a source of the layer, which the layer fills completely, padding included. What
    /// other consumers of the source gave is added to it.
    /// </summary>
    public BufferPlan NewInputGradient(LayerModel layer, int which = 0)
    {
        int source = layer.Sources[which];
        LayerModel before = _model.Layers[source];
        BufferPlan gradient = NewGradient("d_" + before.Name, before.Output, StrideOf(before));
        _giving.Add((source, gradient));
        return gradient;
    }

    /// <summary>The layer's backward steps are planned: what it gives is added to what others gave, and what it needed is free.</summary>
    public void EndBackward(LayerModel layer)
    {
        foreach (GradientStorage temporary in _temporaries)
        {
            _pool.Give(temporary.Offset, temporary.Length);
        }

        _temporaries.Clear();
        if (_given[IndexOf(layer)] is { } own)
        {
            Release(own);
        }

        foreach ((int source, BufferPlan gradient) in _giving)
        {
            LayerModel before = _model.Layers[source];
            if (_given[source] is not { } earlier)
            {
                _given[source] = gradient;
                continue;
            }

            // Into whichever nobody else needs; where others need both, into a third.
            (BufferPlan into, BufferPlan added) = _storage[gradient.Name].Users == 1 ? (gradient, earlier) : (earlier, gradient);
            if (_storage[into.Name].Users > 1)
            {
                BufferPlan sum = NewGradient("d_" + before.Name, before.Output, StrideOf(before));
                Backward(
                    $"{before.Name}: dL/da, kept for others, is copied", "CopyKernels.Copy",
                    Argument.Ref(into), Argument.Ref(sum), Floats(sum));
                Release(into);
                into = sum;
            }

            Backward(
                $"{before.Name}: dL/da += what another reader of it gives   [rows, {before.Output.Listed}]", "SumKernels.Add",
                Argument.Ref(added), Argument.Ref(into), Floats(into));
            Release(added);
            _given[source] = into;
        }

        _giving.Clear();
    }

    /// <summary>The gradient of the layer's output, or a copy where somebody else needs it as it is.</summary>
    private BufferPlan OwnGradient(LayerModel layer)
    {
        BufferPlan gradient = Gradient(layer);
        if (_storage[gradient.Name].Users == 1)
        {
            return gradient;
        }

        BufferPlan own = NewGradient("d_" + layer.Name, layer.Output, StrideOf(layer));
        Backward(
            $"{layer.Name}: dL/da, kept for others, is copied", "CopyKernels.Copy",
            Argument.Ref(gradient), Argument.Ref(own), Floats(own));
        Release(gradient);
        _given[IndexOf(layer)] = own;
        return own;
    }

    private void Pass(LayerModel layer, int which, BufferPlan gradient)
    {
        int source = layer.Sources[which];
        if (source < 0 || !_learns[source])
        {
            return;
        }

        LayerModel before = _model.Layers[source];
        GradientStorage storage = _storage[gradient.Name];
        if (gradient.Shape != before.Output)
        {
            gradient = View("d_" + before.Name, gradient, before.Output);
            _storage.Add(gradient.Name, storage);
        }

        storage.Users++;
        _giving.Add((source, gradient));
    }

    private BufferPlan NewGradient(string name, Shape shape, int stride)
    {
        int length = shape.Positions * stride;
        var storage = new GradientStorage(_pool.Take(length), length);
        BufferPlan buffer = Add(new BufferPlan(Unique(name), shape, stride, storage.Offset, BufferSpace.Gradients));
        _storage.Add(buffer.Name, storage);
        return buffer;
    }

    private BufferPlan NewBackwardTemporary(string name, Shape shape)
    {
        BufferPlan buffer = NewGradient("t_" + name, shape, Padded(shape.Channels));
        _temporaries.Add(_storage[buffer.Name]);
        return buffer;
    }

    private void Release(BufferPlan gradient)
    {
        GradientStorage storage = _storage[gradient.Name];
        if (--storage.Users == 0)
        {
            _pool.Give(storage.Offset, storage.Length);
        }
    }
}
