using NetGen;

namespace GradientClinic.Networks;

/// <summary>1000 features, 100 tanh units, a sigmoid, squared error.</summary>
[Network, Input(1000)]
[Dense(100), Tanh]
[Dense(1), Sigmoid, MeanSquaredError]
public partial class WideNet;
