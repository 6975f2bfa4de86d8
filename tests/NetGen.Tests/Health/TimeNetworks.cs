namespace NetGen.Tests.Health;

/// <summary>A tanh RNN whose recurrent weights shrink the state.</summary>
[Network, Input(28, 4)]
[SimpleRNN(16, RecurrentInitScale = 0.5f), Dense(1), MeanSquaredError]
public partial class ShrinkingTime;

/// <summary>A ReLU RNN whose recurrent weights stretch it.</summary>
[Network, Input(28, 4)]
[SimpleRNN(16, Activation = RecurrentActivation.ReLU, RecurrentInit = Init.Identity, RecurrentInitScale = 1.4f), Dense(1), MeanSquaredError]
public partial class StretchingTime;

/// <summary>Le et al. 2015.</summary>
[Network, Input(28, 4)]
[SimpleRNN(16, Activation = RecurrentActivation.ReLU, RecurrentInit = Init.Identity, InitScale = 0.1f), Dense(1), MeanSquaredError]
public partial class IdentityTime;

/// <summary>Tallec and Ollivier 2018.</summary>
[Network, Input(28, 4)]
[LSTM(16, Chrono = 28), Dense(1), MeanSquaredError]
public partial class ChronoTime;

/// <summary>An LSTM that forgets.</summary>
[Network, Input(28, 4)]
[LSTM(16, ForgetBias = -1), Dense(1), MeanSquaredError]
public partial class ForgetfulTime;

[Network, Input(28, 4)]
[GRU(16), Dense(1), MeanSquaredError]
public partial class PlainGRUTime;

[Network, Input(28, 4)]
[GRU(16, UpdateBias = 3.3f), Dense(1), MeanSquaredError]
public partial class KeepingGRUTime;

/// <summary>Every step has a loss of its own.</summary>
[Network, Input(28, 4)]
[SimpleRNN(16, Sequences = true, RecurrentInitScale = 0.5f), Dense(1), MeanSquaredError]
public partial class EveryStepTime;

/// <summary>Both walks, and a cut.</summary>
[Network, Input(28, 4)]
[SimpleRNN(12, Bidirectional = true, RecurrentInitScale = 0.4f, TruncateAt = 8, Name = "both"), Dense(1), MeanSquaredError]
public partial class BothWaysTime;

[Network(Instrument = Instrumentation.Off), Input(28, 4)]
[SimpleRNN(16, RecurrentInitScale = 0.5f), Dense(1), MeanSquaredError]
public partial class UnmeasuredTime;

[Network, Input(6, 4), Padding]
[SimpleRNN(16, RecurrentInitScale = 0.3f), Dense(1), MeanSquaredError]
public partial class PaddedTime;

/// <summary>The lower of two layers has its gradient through the upper, step by step.</summary>
[Network, Input(28, 4)]
[LSTM(8, Sequences = true, Chrono = 28), SimpleRNN(16, RecurrentInitScale = 0.5f), Dense(1), MeanSquaredError]
public partial class StackedTime;
