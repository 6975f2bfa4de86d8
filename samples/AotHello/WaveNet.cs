using NetGen;

namespace AotHello;

/// <summary>A point of the plane in, the height of a wave out.</summary>
[Network, Input(2)]
[Dense(16), Tanh]
[Dense(16), Tanh]
[Dense(1), MeanSquaredError]
public partial class WaveNet;
