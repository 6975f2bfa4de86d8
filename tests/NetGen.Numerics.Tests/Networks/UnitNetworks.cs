namespace NetGen.Numerics.Tests.Networks;

/// <summary>The last weights lie unit by unit.</summary>
[Network, Input(3)]
[Dense(32), Tanh]
[Dense(4), MeanSquaredError]
public partial class FewUnits;

/// <summary>The same, row by row, as a constraint wants it.</summary>
[Network, Input(3)]
[Dense(32), Tanh]
[Dense(4, MaxNorm = 1e6f), MeanSquaredError]
public partial class FewUnitsByRow;
