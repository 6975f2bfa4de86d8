using NetGen;

namespace ClassicCases.Networks;

/// <summary>A layer of 256 units of SELU.</summary>
[Block]
[Dense(256), SELU]
public sealed class SELULayer;
