using NetGen;

namespace GradientClinic.Networks;

/// <summary>1000 features, 100 tanh units, binary cross-entropy, which contains the sigmoid.</summary>
[Network, Input(1000)]
[Dense(100), Tanh]
[Dense(1), BinaryCrossEntropy]
public partial class WideLogitNet;
