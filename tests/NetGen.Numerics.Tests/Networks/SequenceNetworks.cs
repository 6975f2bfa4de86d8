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

[Network, Input(7, 4), Padding]
[Dense(18, Name = "before"), GlobalAveragePool]
public partial class SequencePaddedMean;

[Network, Input(7, 4), Padding]
[Dense(18, Name = "before"), GlobalMaxPool]
public partial class SequencePaddedMax;

[Network, Input(7, 4), Padding]
[Dense(6, Name = "before"), GRU(5, Sequences = true), GlobalAveragePool]
public partial class SequencePaddedGRUMean;

[Network, Input(7, 4), Padding]
[Dense(10, Name = "before"), MultiHeadAttention(2)]
public partial class SequencePaddedAttention;

[Network, Input(7, 4), Padding]
[Dense(10, Name = "before"), MultiHeadAttention(2, Causal = true)]
public partial class SequencePaddedCausalAttention;

[Network, Input(7, 4)]
[Dense(8, Name = "before"), TransformerBlock(2, 11, Activation = FeedForwardActivation.GELU)]
public partial class SequenceTransformerBlock;

[Network, Input(9, 4)]
[Dense(10, Name = "before"), TransformerBlock(5, 24, Causal = true)]
public partial class SequenceCausalTransformerBlock;

[Network, Input(7, 4), Padding]
[Dense(8, Name = "before"), TransformerBlock(2, 11, Activation = FeedForwardActivation.SiLU)]
public partial class SequencePaddedTransformerBlock;

[Block, TransformerBlock(2, 12, Causal = true, Activation = FeedForwardActivation.GELU)]
internal class TransformerLayer;

[Network, Input(5, 4)]
[Dense(6, Name = "before"), Repeat<TransformerLayer>(3)]
public partial class SequenceRepeatedTransformerBlocks;

/// <summary>Attention whose weights are dropped in training, of heads that are no whole vectors and that are, and the same without dropping.</summary>
[Network, Input(5, 6)]
[MultiHeadAttention(2, Dropout = 0.4f), MeanSquaredError]
public partial class DroppedAttention;

[Network, Input(5, 6)]
[MultiHeadAttention(2), MeanSquaredError]
public partial class KeptAttention;

[Network, Input(6, 32), Padding(-9)]
[Dense(32), MultiHeadAttention(2, Causal = true, Dropout = 0.4f, L2 = 0.01f)]
[TransformerBlock(4, 9, AttentionDropout = 0.2f, Activation = FeedForwardActivation.GELU), LastStep]
[Dense(3), SoftmaxCrossEntropy]
public partial class DroppedAttentionRun;

/// <summary>Blocks with dropout, penalties, norms of weights and padding.</summary>
[Network(WeightNorm = true, L2 = 0.001f), Input(6, 3), Padding(-9)]
[Dense(8), TransformerBlock(2, 11, Activation = FeedForwardActivation.GELU, Dropout = 0.2f)]
[TransformerBlock(4, 16, Causal = true, Activation = FeedForwardActivation.SiLU, Bias = false, Epsilon = 1e-3f)]
[LayerNorm, LastStep, Dense(3), SoftmaxCrossEntropy]
public partial class TransformerRun;

[Network(WeightNorm = true), Input(7, 4)]
[Dense(6, Name = "before", WeightNorm = false), SimpleRNN(5, Sequences = true)]
public partial class SequenceWeightNormRNN;

[Network(WeightNorm = true), Input(7, 4)]
[Dense(6, Name = "before", WeightNorm = false), LSTM(5, Sequences = true)]
public partial class SequenceWeightNormLSTM;

[Network(WeightNorm = true), Input(7, 4)]
[Dense(6, Name = "before", WeightNorm = false), GRU(5, Sequences = true)]
public partial class SequenceWeightNormGRU;

[Network(SpectralNorm = true), Input(7, 4)]
[Dense(6, Name = "before", SpectralNorm = false), SimpleRNN(5, Sequences = true)]
public partial class SequenceSpectralRNN;

[Network(SpectralNorm = true), Input(7, 4)]
[Dense(6, Name = "before", SpectralNorm = false), LSTM(5, Sequences = true)]
public partial class SequenceSpectralLSTM;

[Network(SpectralNorm = true), Input(7, 4)]
[Dense(6, Name = "before", SpectralNorm = false), GRU(5, Sequences = true)]
public partial class SequenceSpectralGRU;

[Network(SpectralNorm = true), Input(5, 4)]
[Dense(6, Name = "before", SpectralNorm = false), MultiHeadAttention(2)]
public partial class SequenceSpectralAttention;

[Network(WeightNorm = true), Input(5)]
[Embedding(11, 6)]
public partial class SequenceWeightNormEmbedding;

[Network(SpectralNorm = true), Input(5)]
[Embedding(11, 6)]
public partial class SequenceSpectralEmbedding;

/// <summary>Normalised weights with penalties, in both directions, and of attention.</summary>
[Network(WeightNorm = true), Input(5, 3)]
[LSTM(6, Sequences = true, Bidirectional = true, L2 = 0.01f), MultiHeadAttention(3)]
[GRU(5, Sequences = true, SpectralNorm = true, L1 = 0.01f), MultiHeadAttention(1, SpectralNorm = true)]
[SimpleRNN(4, Bidirectional = true), Dense(2), MeanSquaredError]
public partial class NormalisedSequence;

/// <summary>A stream whose weights are all computed.</summary>
[Network(SpectralNorm = true), Input(6)]
[Embedding(5, 7), LSTM(6, Sequences = true, WeightNorm = true), GRU(5), Dense(3), MeanSquaredError]
public partial class NormalisedStream;

[Network, Input(6, 3)]
[SimpleRNN(5, Sequences = true, Bidirectional = true, L2 = 0.01f)]
[LSTM(7, Sequences = true, Bidirectional = true, L1 = 0.01f), Tanh]
[GRU(6, Sequences = true, TruncateAt = 100)]
[PositionalEncoding(Learned = true, InitScale = 0.3f), MultiHeadAttention(3)]
[PositionalEncoding, MultiHeadAttention(2, Causal = true)]
[LSTM(4), Dense(2), MeanSquaredError]
public partial class EverySequence;

[Network, Input(5, 2), Padding(-9)]
[GRU(4, Sequences = true), MultiHeadAttention(2), LSTM(3, Sequences = true)]
[LastStep, Dense(3), SoftmaxCrossEntropy]
public partial class LastOfPadded;

[Network, Input(5)]
[Embedding(7, 3, L2 = 0.02f), PositionalEncoding, SimpleRNN(4, Bias = false), Dense(2), MeanSquaredError]
public partial class TokenReader;

[Network, Input(9, 3)]
[Dense(5, WeightNorm = true), Tanh, LSTM(6, Sequences = true), GRU(7, Sequences = true)]
[SimpleRNN(17, Sequences = true, Activation = RecurrentActivation.ReLU, RecurrentInit = Init.Identity), Dense(4), SoftmaxCrossEntropy]
public partial class StreamOfSteps;

/// <summary>A recurrent branch between layers that treat each step by itself.</summary>
[Block]
[LayerNorm, GRU(6, Sequences = true), Dropout(0.2f), Dense(6)]
internal class StreamedBranch;

[Block, Dense(3), Tanh, RMSNorm]
internal class StreamedOther;

[Network, Input(9, 3)]
[GaussianNoise(0.1f), Dense(6), LayerNorm]
[Residual<StreamedBranch>(Scale = 0.5f), Sum<StreamedBranch, StreamedBranch>, Concat<StreamedOther, StreamedBranch>]
[LSTM(5, Sequences = true), Dropout(0.3f, Spatial = true), Residual<StreamedOther>, RMSNorm, Dense(4), SoftmaxCrossEntropy]
public partial class StreamOfBlocks;

[Network, Input(9)]
[Embedding(5, 20), GRU(16, Bias = false), Dense(3), MeanSquaredError]
public partial class StreamOfTokens;

[Network, Input(6, 1)]
[SimpleRNN(1, Activation = RecurrentActivation.ReLU), MeanSquaredError]
public partial class WholeTime;

[Network, Input(6, 1)]
[SimpleRNN(1, Activation = RecurrentActivation.ReLU, TruncateAt = 2), MeanSquaredError]
public partial class CutTime;

[Network, Input(10, 6)]
[LSTM(24, ForgetBias = 2.5f, Sequences = true), GRU(20, UpdateBias = -1, Sequences = true), LSTM(300, Chrono = 50)]
[Dense(2), MeanSquaredError]
public partial class InitialisedSequence;
