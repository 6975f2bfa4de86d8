using NetGen;

namespace GradientClinic.Networks;

/// <summary>A straight line whose slope is written as g·v/|v|.</summary>
[Network, Input(1)]
[Dense(1, Init = Init.Ones, WeightNorm = true), MeanSquaredError]
public partial class LineNetWeightNorm;
