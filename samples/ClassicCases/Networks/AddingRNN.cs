using NetGen;

namespace ClassicCases.Networks;

/// <summary>A plain recurrent layer: tanh, Xavier initialisation of both kinds of weights.</summary>
[Network, Input(100, 2)]
[SimpleRNN(48, RecurrentInit = Init.XavierUniform)]
[Dense(1), MeanSquaredError]
public partial class AddingRNN;
