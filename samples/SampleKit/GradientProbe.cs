using System.Numerics.Tensors;
using NetGen;

namespace SampleKit;

/// <summary>Forward and backward passes without an update: what a gradient is before training.</summary>
public sealed class GradientProbe<TNetwork>(TNetwork network, int batch)
    where TNetwork : class, INetwork<TNetwork>
{
    private readonly Workspace _workspace = new(TNetwork.Info, batch) { Training = true };

    /// <summary>The network.</summary>
    public TNetwork Network { get; } = network;

    /// <summary>The forward pass of a batch of targets' length, after which <see cref="Activation"/> can be read.</summary>
    public void Forward(ReadOnlySpan<float> input)
    {
        _workspace.Batch = input.Length / TNetwork.Info.InputSize;
        Network.Forward(input, _workspace);
    }

    /// <summary>The output of a layer after <see cref="Forward"/>, [batch, units].</summary>
    public ReadOnlyTensorSpan<float> Activation(LayerInfo layer) => _workspace.Activation(layer);

    /// <summary>The backward pass that follows <see cref="Forward"/>. One of the spans of targets is empty.</summary>
    /// <returns>What was measured of each parameter's gradient.</returns>
    public ReadOnlySpan<TensorStatistics> Backward(ReadOnlySpan<float> input, ReadOnlySpan<float> targets, ReadOnlySpan<int> labels)
    {
        Network.Loss(targets, labels, _workspace);
        Network.Backward(input, _workspace);
        return _workspace.Statistics;
    }
}
