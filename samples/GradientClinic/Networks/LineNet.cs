using NetGen;

namespace GradientClinic.Networks;

/// <summary>A straight line: y = wx + b, from w = b = 0.</summary>
[Network, Input(1)]
[Dense(1, Init = Init.Zeros), MeanSquaredError]
public partial class LineNet;
