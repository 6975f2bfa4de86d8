namespace NetGen.Tests.Training;

/// <summary>y = wx + b, from zero.</summary>
[Network, Input(1)]
[Dense(1, Init = Init.Zeros), MeanSquaredError]
public partial class LineNet;
