using NetGen;

namespace GradientClinic.Networks;

/// <summary>One number in, 100 tanh units, a sigmoid, squared error.</summary>
[Network, Input(1)]
[Dense(100), Tanh]
[Dense(1), Sigmoid, MeanSquaredError]
public partial class ScalarNet;
