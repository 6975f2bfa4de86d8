namespace NetGen.Generator.Tests;

/// <content>Layers of every kind, and how they are composed.</content>
internal static partial class Samples
{
    public const string Shaped = """
        namespace Shaped
        {
            using NetGen;

            /// <summary>An image that becomes a sequence and a vector.</summary>
            [Network, Input(4, 6, 3)]
            [Dense(16), ReLU]
            [Reshape(24, 16)]
            [Dense(5), PReLU(PerUnit = true)]
            [Flatten]
            [Dense(10), SoftmaxCrossEntropy]
            public partial class Image;

            /// <summary>A label for every step.</summary>
            [Network, Input(5, 2)]
            [Flatten]
            [Reshape(5, 2), RReLU]
            [Dense(3), SoftmaxCrossEntropy]
            public partial class Tagger;
        }
        """;

    public const string Composed = """
        namespace Composed
        {
            using NetGen;

            /// <summary>Two layers.</summary>
            [Block]
            [Dense(8), ReLU]
            [Dense(8, Name = "out")]
            public class Hidden;

            /// <summary>A block of a block, after an activation.</summary>
            [Block, Tanh]
            [Residual<Hidden>(Scale = 0.5f), ReLU]
            internal sealed class Step;

            /// <summary>Without parameters.</summary>
            [Block, Tanh]
            internal sealed class Plain;

            internal static class Holder
            {
                /// <summary>Wider, nested in another class.</summary>
                [Block, Dense(5), Block<Plain>]
                internal sealed class Wide;
            }

            /// <summary>Every way to use a block.</summary>
            [Network, Input(6)]
            [Block<Hidden>(Name = "first")]
            [Residual<Holder.Wide>]
            [Repeat<Step>(3, Name = "steps")]
            [Concat<Hidden, Holder.Wide, Hidden>]
            [Sum<Hidden, Step>]
            [Dense(3), MeanSquaredError]
            public partial class Everything;
        }
        """;

    public const string SharedShapes = """
        namespace SharedShapes
        {
            using NetGen;

            /// <summary>Layers of equal shape.</summary>
            [Network, Input(64)]
            [Dense(64), ReLU]
            [Dense(64), ReLU]
            [Dense(64), ReLU]
            [Dense(64), ReLU]
            [Dense(64), ReLU]
            [Dense(10), SoftmaxCrossEntropy]
            public partial class Deep;
        }
        """;

    public const string Sequences = """
        namespace Sequences
        {
            using NetGen;

            /// <summary>Recurrent layers that can stream.</summary>
            [Network, Input(6, 3)]
            [LSTM(5, Sequences = true, L2 = 0.01f), GRU(16, Sequences = true, TruncateAt = 4)]
            [SimpleRNN(4, Activation = RecurrentActivation.ReLU, RecurrentInit = Init.Identity)]
            [Dense(2), MeanSquaredError]
            public partial class Stream;

            /// <summary>Sequences with lengths, from both ends, with attention.</summary>
            [Network, Input(6, 8), Padding]
            [PositionalEncoding, MultiHeadAttention(2, Causal = true)]
            [LSTM(5, Bidirectional = true, Chrono = 6)]
            [Dense(3), SoftmaxCrossEntropy]
            public partial class Reader;

            /// <summary>What streams without recurrent layers: causal convolutions, positions, causal attention.</summary>
            [Network, Input(6, 3)]
            [Conv1D(8, kernel: 2, Dilation = 4, Padding = Padding.Causal), BatchNorm(Fold = true), ReLU]
            [DepthwiseConv1D(3, Padding = Padding.Causal)]
            [PositionalEncoding, MultiHeadAttention(2, Causal = true)]
            [Dense(2), MeanSquaredError]
            public partial class Causal;
        }
        """;

    /// <summary>Transformer blocks, one by itself and some that repeat.</summary>
    public const string Transformers = """
        namespace Transformers
        {
            using NetGen;

            /// <summary>What repeats.</summary>
            [Block, TransformerBlock(4, 32, Causal = true, Activation = FeedForwardActivation.GELU)]
            internal class Layer;

            /// <summary>A language model without its embedding.</summary>
            [Network, Input(5, 8)]
            [PositionalEncoding]
            [TransformerBlock(2, 20, Dropout = 0.1f, AttentionDropout = 0.2f)]
            [Repeat<Layer>(2, Name = "layers"), LayerNorm]
            [Dense(3), SoftmaxCrossEntropy]
            public partial class Writer;
        }
        """;

    /// <summary>Convolutions of every form, and pooling.</summary>
    public const string Convolutions = """
        using NetGen;

        namespace Convolutions
        {
            /// <summary>LeNet-5 (LeCun et al. 1998) with ReLU and max-pooling.</summary>
            [Network, Input(28, 28, 1)]
            [Conv2D(6, kernel: 5), ReLU, MaxPool2D(2)]
            [Conv2D(16, kernel: 5), ReLU, MaxPool2D(2)]
            [Flatten]
            [Dense(120), ReLU]
            [Dense(84), ReLU]
            [Dense(10), SoftmaxCrossEntropy]
            public partial class LeNet;

            /// <summary>Options of the weights, groups, depthwise, separable and transposed convolutions.</summary>
            [Network, Input(8, 10, 3)]
            [Conv2D(8, 3, 5, Stride = 2, DilationWidth = 2, Pad = 2, PadBottom = 0, WeightNorm = true, L2 = 0.001f), Tanh]
            [Conv2D(6, kernel: 3, Groups = 2, Padding = Padding.Same, Init = Init.Dirac, Bias = false), Tanh]
            [DepthwiseConv2D(3, Multiplier = 2, MaxNorm = 2), Tanh]
            [SeparableConv2D(4, kernel: 1, Init = Init.XavierNormal), AveragePool2D(2, 1, Stride = 1, CountPadding = false)]
            [Conv2DTranspose(2, kernel: 2, Stride = 2), GlobalMaxPool]
            [Dense(1), MeanSquaredError]
            public partial class Mixed;

            /// <summary>A sequence.</summary>
            [Network, Input(20, 2)]
            [Conv1D(4, kernel: 3, Dilation = 2, Padding = Padding.Causal), ReLU, MaxPool1D(2)]
            [ZeroPad1D(1), Conv1D(4, kernel: 1), GlobalAveragePool]
            [Dense(1), MeanSquaredError]
            public partial class Sequence;
        }
        """;

    public const string Normalisation = """
        namespace Normalisation
        {
            using NetGen;

            /// <summary>Every normalisation, folded and not.</summary>
            [Network, Input(3, 4, 6)]
            [Dense(12, Bias = false), BatchNorm, ReLU]
            [Dense(12), GroupNorm(4), SiLU]
            [Dense(12), InstanceNorm, Tanh]
            [Dense(5, WeightNorm = true), BatchNorm(Fold = true, Momentum = 0.01f), SELU]
            [Flatten, LayerNorm(Bias = false)]
            [Dense(7, SpectralNorm = true), RMSNorm, Tanh]
            [Dense(3), SoftmaxCrossEntropy]
            public partial class Normal;
        }
        """;

    public const string Noise = """
        namespace Noise
        {
            using NetGen;

            /// <summary>What is random in training.</summary>
            [Network, Input(4, 6)]
            [GaussianNoise(0.1f)]
            [Dense(5), ReLU, Dropout(0.25f, Spatial = true)]
            [Dense(5), SELU, AlphaDropout(0.1f)]
            [Flatten]
            [Dense(7), Dropout(0.5f), ReLU, GaussianDropout(0.2f)]
            [Dense(2), MeanSquaredError]
            public partial class Noisy;
        }
        """;
}
