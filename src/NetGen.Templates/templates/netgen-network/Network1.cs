using NetGen;

namespace NetGenNetworks;

/// <summary>Each line of attributes is one layer and what follows it; Network1.Summary shows what the compiler made of it.</summary>
[Network, Input(101)]
[Dense(102), ReLU]
[Dense(102), ReLU]
[Dense(103), MeanSquaredError]
public partial class Network1;
