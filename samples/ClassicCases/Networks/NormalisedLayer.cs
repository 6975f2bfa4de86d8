using NetGen;

namespace ClassicCases.Networks;

/// <summary>A layer of 256 units, normalised over the batch before ReLU.</summary>
[Block]
[Dense(256, Bias = false), BatchNorm, ReLU]
public sealed class NormalisedLayer;
