using NetGen;

namespace ClassicCases.Networks;

/// <summary>A plain recurrent layer with orthogonal weights between the steps.</summary>
[Network, Input(50, 6)]
[SimpleRNN(48, RecurrentInit = Init.Orthogonal)]
[Dense(4), SoftmaxCrossEntropy]
public partial class OrderRNN;
