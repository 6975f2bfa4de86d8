using NetGen;

namespace ClassicCases.Networks;

/// <summary>A layer of 64 units of ReLU.</summary>
[Block]
[Dense(64), ReLU]
public sealed class ReLULayer;
