namespace NetGen.Numerics.Tests.Networks;

[Network, Input(7, 4)]
[Dense(6, Name = "before"), SimpleRNN(5, Sequences = true)]
public partial class SequenceTanhSequence;

[Network, Input(6, 3)]
[Dense(4, Name = "before"), SimpleRNN(18, Activation = RecurrentActivation.ReLU)]
public partial class SequenceReLULast;

[Network, Input(7, 4)]
[Dense(6, Name = "before"), SimpleRNN(5, Sequences = true, Bidirectional = true)]
public partial class SequenceRNNBothWays;

[Network, Input(7, 4)]
[Dense(6, Name = "before"), LSTM(5, Sequences = true)]
public partial class SequenceLSTMSequence;

[Network, Input(6, 3)]
[Dense(4, Name = "before"), LSTM(18)]
public partial class SequenceLSTMLast;

[Network, Input(7, 4)]
[Dense(6, Name = "before"), LSTM(5, Sequences = true, Bidirectional = true)]
public partial class SequenceLSTMBothWays;

[Network, Input(7, 4)]
[Dense(6, Name = "before"), LSTM(16, Bidirectional = true)]
public partial class SequenceLSTMBothWaysLast;

[Network, Input(7, 4)]
[Dense(6, Name = "before"), GRU(5, Sequences = true)]
public partial class SequenceGRUSequence;

[Network, Input(6, 3)]
[Dense(4, Name = "before"), GRU(18)]
public partial class SequenceGRULast;

[Network, Input(7, 4)]
[Dense(6, Name = "before"), GRU(5, Sequences = true, Bidirectional = true)]
public partial class SequenceGRUBothWays;

[Network, Input(7, 4), Padding]
[Dense(6, Name = "before"), SimpleRNN(5, Sequences = true)]
public partial class SequencePaddedRNN;

[Network, Input(7, 4), Padding]
[Dense(6, Name = "before"), LSTM(5, Sequences = true)]
public partial class SequencePaddedLSTM;

[Network, Input(7, 4), Padding]
[Dense(6, Name = "before"), GRU(5, Sequences = true)]
public partial class SequencePaddedGRU;

[Network, Input(7, 4), Padding]
[Dense(6, Name = "before"), LSTM(5, Bidirectional = true)]
public partial class SequencePaddedLSTMBothWaysLast;

[Network, Input(7, 4), Padding]
[Dense(6, Name = "before"), GRU(5, Sequences = true, Bidirectional = true)]
public partial class SequencePaddedGRUBothWays;

[Network, Input(6, 3)]
[Dense(4, Name = "before"), GRU(7, Sequences = true), LSTM(6)]
public partial class SequenceStacked;

[Network, Input(5)]
[Embedding(11, 6), GRU(5, Sequences = true)]
public partial class SequenceEmbedded;

[Network, Input(7, 4)]
[Dense(10, Name = "before"), MultiHeadAttention(2)]
public partial class SequenceAttention;

[Network, Input(19, 4)]
[Dense(32, Name = "before"), MultiHeadAttention(2, Causal = true)]
public partial class SequenceCausalAttention;
