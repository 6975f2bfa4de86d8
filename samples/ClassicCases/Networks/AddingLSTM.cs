using NetGen;

namespace ClassicCases.Networks;

/// <summary>An LSTM whose forget gates start open.</summary>
[Network, Input(100, 2)]
[LSTM(48, ForgetBias = 1)]
[Dense(1), MeanSquaredError]
public partial class AddingLSTM;
