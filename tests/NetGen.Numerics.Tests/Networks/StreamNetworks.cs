namespace NetGen.Numerics.Tests.Networks;

/// <summary>Causal convolutions of every kind: dilated, in wide and in small groups, depthwise, separable, of one tap, normalised.</summary>
[Network, Input(40, 3)]
[Conv1D(8, kernel: 3, Padding = Padding.Causal), ReLU]
[Conv1D(20, kernel: 2, Dilation = 5, Padding = Padding.Causal, WeightNorm = true), BatchNorm(Fold = true), Tanh]
[Conv1D(12, kernel: 3, Dilation = 2, Padding = Padding.Causal, Groups = 4), BatchNorm]
[DepthwiseConv1D(3, Dilation = 3, Padding = Padding.Causal, Multiplier = 2), SiLU]
[DepthwiseConv1D(4, PadLeft = 3)]
[SeparableConv1D(32, kernel: 2, Padding = Padding.Causal)]
[Conv1D(32, kernel: 3, Dilation = 4, Padding = Padding.Causal, Groups = 2, Bias = false)]
[Conv1D(6, kernel: 1, Groups = 2), DepthwiseConv1D(1), SeparableConv1D(5, kernel: 1), Conv1D(7, kernel: 1)]
[Dense(4), SoftmaxCrossEntropy]
public partial class StreamOfConvolutions;

[Block, Conv1D(6, kernel: 2, Padding = Padding.Causal), Tanh]
internal class Dilated1;

[Block, Conv1D(6, kernel: 2, Dilation = 2, Padding = Padding.Causal), Tanh]
internal class Dilated2;

[Block, Conv1D(6, kernel: 2, Dilation = 4, Padding = Padding.Causal), Tanh]
internal class Dilated4;

[Block, Conv1D(6, kernel: 2, Dilation = 8, Padding = Padding.Causal), Tanh]
internal class Dilated8;

[Block, Residual<Dilated1>, Residual<Dilated2>, Residual<Dilated4>, Residual<Dilated8>]
internal class Dilations;

/// <summary>The shape of WaveNet: one channel in, doubling dilations, branches.</summary>
[Network(WeightNorm = true), Input(48, 1)]
[Conv1D(6, kernel: 2, Padding = Padding.Causal)]
[Repeat<Dilations>(2), Sum<Dilated4, Dilated8>, Concat<Dilated1, Dilated2>]
[Dense(1), MeanSquaredError]
public partial class StreamOfWaves;

/// <summary>Attention with heads of whole vectors and others, positions learned and computed.</summary>
[Network, Input(37, 3)]
[Dense(10), PositionalEncoding(Learned = true, InitScale = 0.5f), TransformerBlock(2, 24, Causal = true, Activation = FeedForwardActivation.GELU, Dropout = 0.1f)]
[Dense(32), PositionalEncoding, MultiHeadAttention(2, Causal = true)]
[MultiHeadAttention(4, Causal = true, Bias = false, SpectralNorm = true), RMSNorm]
[Dense(4), SoftmaxCrossEntropy]
public partial class StreamOfAttention;

/// <summary>A causal transformer over tokens, as a language model is.</summary>
[Network, Input(20)]
[Embedding(7, 12), PositionalEncoding(Learned = true), TransformerBlock(3, 16, Causal = true), TransformerBlock(2, 20, Causal = true)]
[LayerNorm, Dense(7), SoftmaxCrossEntropy]
public partial class StreamOfTransformers;

/// <summary>What remembers, of every kind, and a last step.</summary>
[Network, Input(19, 2), Padding(-9)]
[Conv1D(6, kernel: 3, Dilation = 2, Padding = Padding.Causal), ELU, GRU(6, Sequences = true)]
[PositionalEncoding, MultiHeadAttention(3, Causal = true), LSTM(5, Sequences = true)]
[Conv1D(8, kernel: 4, Padding = Padding.Causal), LastStep, GroupNorm(2), Dense(3), SoftmaxCrossEntropy]
public partial class StreamOfAll;

[Network, Input(12, 1)]
[PositionalEncoding(Learned = true), Conv1D(2, kernel: 2, Padding = Padding.Causal), MeanSquaredError]
public partial class BoundedStream;

[Network, Input(4, 2)]
[Conv1D(1, kernel: 3, Padding = Padding.Causal, Init = Init.Ones), MeanSquaredError]
public partial class EndlessStream
{
    /// <summary>An overload beside the generated one.</summary>
    public float Step(float left, float right, StreamState state)
    {
        float[] output = new float[1];
        Step([left, right], state, output);
        return output[0];
    }
}

[Network, Input(9, 3), Conv1D(4, kernel: 3, Padding = Padding.Same), MeanSquaredError]
public partial class SeesAhead;

[Network, Input(9, 3), Conv1D(4, kernel: 3), MeanSquaredError]
public partial class WaitsForAWindow;

[Network, Input(9, 3), Conv1D(4, kernel: 3, Stride = 2, Padding = Padding.Causal), MeanSquaredError]
public partial class SkipsSteps;

[Network, Input(9, 3), GRU(4, Sequences = true, Bidirectional = true), Dense(1), MeanSquaredError]
public partial class BeginsAtTheEnd;

[Network, Input(9, 4), MultiHeadAttention(2), MeanSquaredError]
public partial class AttendsAhead;

[Network, Input(9, 3), GRU(4, Sequences = true), GlobalAveragePool, Dense(1), MeanSquaredError]
public partial class PoolsSteps;

[Network, Input(9, 3), GRU(4, Sequences = true), Flatten, Dense(1), MeanSquaredError]
public partial class FlattensSteps;

[Network, Input(9, 3), GRU(4, Sequences = true), InstanceNorm, Dense(1), MeanSquaredError]
public partial class NormalisesOverSteps;

[Network, Input(9, 3), Dense(4), PositionalEncoding, MeanSquaredError]
public partial class RemembersNothing;

[Network, Input(16, 3), Conv1D(4, kernel: 3, Dilation = 1 << 20, Padding = Padding.Causal), MeanSquaredError]
public partial class RemembersTooMuch;

[Network, Input(9), Dense(4), MeanSquaredError]
public partial class NoSteps;

/// <summary>What looks at lengths, of every kind.</summary>
[Network, Input(5, 2), Padding(-9)]
[Dense(6), MultiHeadAttention(2), LSTM(4, Sequences = true, Bidirectional = true), MultiHeadAttention(2, Causal = true)]
[GRU(4, Sequences = true, TruncateAt = 2), SimpleRNN(5, Bidirectional = true), Dense(3), SoftmaxCrossEntropy]
public partial class EveryLength;

[Network, Input(7, 1)]
[SimpleRNN(1, Activation = RecurrentActivation.ReLU, TruncateAt = 3), MeanSquaredError]
public partial class CutAt3Of7;

[Network, Input(7, 1)]
[SimpleRNN(1, Activation = RecurrentActivation.ReLU, TruncateAt = 5, Sequences = true), MeanSquaredError]
public partial class CutAt5Of7;

[Network, Input(7, 1)]
[SimpleRNN(1, Activation = RecurrentActivation.ReLU, TruncateAt = 6, Bidirectional = true), Dense(1, Init = Init.Ones), MeanSquaredError]
public partial class CutAt6Of7BothWays;

[Network, Input(7, 3)]
[GRU(4, Sequences = true, TruncateAt = 3), LSTM(5, TruncateAt = 3), Dense(2), MeanSquaredError]
public partial class CutStack;

[Network, Input(7, 3)]
[GRU(4, Sequences = true, TruncateAt = 7), LSTM(5, TruncateAt = 1000000), Dense(2), MeanSquaredError]
public partial class CutNowhere;

[Network, Input(7, 3)]
[GRU(4, Sequences = true), LSTM(5), Dense(2), MeanSquaredError]
public partial class UncutStack;

/// <summary>Trained on pieces of 256 samples, streams sample by sample: the network of docs/sequences.md.</summary>
[Network, Input(256, 1)]
[Conv1D(16, kernel: 1)]
[Residual<D1>, Residual<D2>, Residual<D4>, Residual<D8>, Residual<D16>]
[Dense(1), MeanSquaredError]
public partial class Denoiser;

[Block, Conv1D(16, kernel: 3, Padding = Padding.Causal), ReLU]
internal class D1;

[Block, Conv1D(16, kernel: 3, Dilation = 2, Padding = Padding.Causal), ReLU]
internal class D2;

[Block, Conv1D(16, kernel: 3, Dilation = 4, Padding = Padding.Causal), ReLU]
internal class D4;

[Block, Conv1D(16, kernel: 3, Dilation = 8, Padding = Padding.Causal), ReLU]
internal class D8;

[Block, Conv1D(16, kernel: 3, Dilation = 16, Padding = Padding.Causal), ReLU]
internal class D16;
