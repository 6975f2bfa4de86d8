using NetGen;

namespace ClassicCases.Networks;

/// <summary>A layer of 256 units, normalised over the batch before ReLU.</summary>
// That batch normalisation alone makes gradients explode is what the network of these layers is here to show.
#pragma warning disable NG1002
[Block]
[Dense(256, Bias = false), BatchNorm, ReLU]
public sealed class NormalisedLayer;
#pragma warning restore NG1002
