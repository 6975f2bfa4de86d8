using System.Collections.Immutable;

namespace NetGen;

/// <summary>One layer or activation of a network, as declared.</summary>
public sealed record LayerInfo
{
    // Unset for vectors, whose shape is their size.
    private readonly ImmutableArray<int> _inputShape;
    private readonly ImmutableArray<int> _outputShape;

    /// <summary>The position among the network's layers, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The path name, such as <c>dense1</c> or <c>tanh1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The kind, such as <c>Dense</c> or <c>Tanh</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The number of values a sample brings in.</summary>
    public required int Inputs { get; init; }

    /// <summary>The number of values a sample leaves with.</summary>
    public required int Outputs { get; init; }

    /// <summary>The shape of a sample coming in: [features], [steps, features] or [height, width, channels].</summary>
    public ImmutableArray<int> InputShape { get => _inputShape.IsDefault ? [Inputs] : _inputShape; init => _inputShape = value; }

    /// <summary>The shape of a sample leaving.</summary>
    public ImmutableArray<int> OutputShape { get => _outputShape.IsDefault ? [Outputs] : _outputShape; init => _outputShape = value; }

    /// <summary>The last dimension of <see cref="OutputShape"/>: the units of a dense layer, the channels of an image.</summary>
    public int OutputChannels => _outputShape.IsDefault ? Outputs : _outputShape[^1];

    /// <summary>
    /// The product of the other dimensions of <see cref="OutputShape"/>, 1 for a vector: as many rows a sample has in a workspace.
    /// </summary>
    public int OutputPositions => Outputs / OutputChannels;

    /// <summary>Where the layer's output lies in a workspace: floats per row of batch before it.</summary>
    public required int OutputOffset { get; init; }

    /// <summary>The distance between the rows of the layer's output in a workspace, in floats.</summary>
    public required int OutputStride { get; init; }

    /// <summary>The floating-point operations of one sample's forward pass (a multiply-add counts two).</summary>
    public long Flops { get; init; }

    /// <summary>Where its attribute stands, such as <c>DigitNet.cs(12)</c>.</summary>
    public string Source { get; init; } = "";

    /// <summary>True for a layer that is an activation function.</summary>
    public bool IsActivation { get; init; }

    /// <summary>
    /// True for a ReLU between a convolution and max-pooling, which is not kept: a workspace holds its input z at <see cref="OutputOffset"/>, and
    /// <see cref="Workspace.Activation"/> computes max(0, z) when asked.
    /// </summary>
    public bool HoldsPreactivation { get; init; }

    /// <summary>The steps that a recurrent layer walks through and measures the gradient at; 0 for other layers.</summary>
    public int RecurrentSteps { get; init; }

    /// <summary>1, or 2 for a bidirectional recurrent layer.</summary>
    public int Directions { get; init; } = 1;

    /// <summary>Where the layer's norms start in <see cref="Workspace.StepGradientNorms"/>.</summary>
    public int StepGradientsOffset { get; init; }
}
