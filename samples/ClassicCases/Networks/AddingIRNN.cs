using NetGen;

namespace ClassicCases.Networks;

/// <summary>
/// The IRNN of Le, Jaitly and Hinton (2015): ReLU, and the identity between the steps. The weights of the input are drawn as usual; with
/// those of the paper, N(0, 0.001²), it takes longer than the steps that are given here.
/// </summary>
[Network, Input(100, 2)]
[SimpleRNN(48, Activation = RecurrentActivation.ReLU, RecurrentInit = Init.Identity)]
[Dense(1), MeanSquaredError]
public partial class AddingIRNN;
