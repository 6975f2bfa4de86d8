using NetGen;

namespace NetGenApp;

/// <summary>A point of the plane in, the scores of two classes out. Each line of attributes is one layer and what follows it.</summary>
[Network, Input(2)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(2), SoftmaxCrossEntropy]
public partial class MoonsNet;
