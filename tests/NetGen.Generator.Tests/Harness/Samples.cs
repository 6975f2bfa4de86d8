namespace NetGen.Generator.Tests;

/// <summary>Declarations that cover what can be declared, each in a namespace of its own so that all compile together.</summary>
internal static class Samples
{
    public const string Smallest = """
        namespace Smallest
        {
            /// <summary>One weight and one bias.</summary>
            [NetGen.Network, NetGen.Input(1)]
            [NetGen.Dense(1)]
            public partial class Line;
        }
        """;

    public const string Regression = """
        namespace Regression
        {
            using NetGen;

            /// <summary>A network with a loss.</summary>
            [Network, Input(3)]
            [Dense(5), Tanh]
            [Dense(2), MeanSquaredError]
            public partial class Regressor;
        }
        """;

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

    public const string EveryActivation = """
        namespace EveryActivation
        {
            using NetGen;

            /// <summary>All activations with their defaults.</summary>
            [Network, Input(7)]
            [Dense(17), Linear, ReLU]
            [Dense(17), LeakyReLU, PReLU, RReLU]
            [Dense(17), ReLU6, ELU]
            [Dense(17), SELU, CELU, GELU]
            [Dense(17), SiLU, Mish]
            [Dense(17), Sigmoid, HardSigmoid]
            [Dense(17), LogSigmoid, Tanh]
            [Dense(17), HardTanh, Tanhshrink]
            [Dense(17), Softplus, Softsign]
            [Dense(17), Softshrink, Hardshrink]
            [Dense(17), Hardswish, Threshold(0.1f, -0.5f)]
            [Dense(17), Exponential]
            [Dense(17), Softmax]
            [Dense(5), LogSoftmax, KLDivergence]
            public partial class Zoo;
        }
        """;

    public const string ActivationOptions = """
        namespace ActivationOptions
        {
            using NetGen;

            /// <summary>Activations with options of their own.</summary>
            [Network, Input(7)]
            [Dense(9), LeakyReLU(0.2f), PReLU(0.125f, PerUnit = true, Name = "bend")]
            [Dense(9), GELU(Approximate = true), RReLU(0.1f, 0.2f)]
            [Dense(9), ELU(0.5f), CELU(2f), HardTanh(-2f, 3f)]
            [Dense(9), Softplus(2f), Softshrink(0.25f), Hardshrink(0.75f)]
            [Dense(2), Huber(0.5f, Reduction = Reduction.Sum)]
            public partial class Options;
        }
        """;

    public const string Custom = """
        namespace Custom
        {
            using NetGen;

            /// <summary>An activation and a loss of one's own.</summary>
            [Network, Input(4)]
            [Dense(8), Activation<Swish>]
            [Dense(3), Loss<Quartic>]
            public partial class Own;

            /// <summary>x times its sigmoid, without exp.</summary>
            public readonly struct Swish : IActivation
            {
                /// <inheritdoc/>
                public static float Forward(float x) => x * x / (1f + (x * x));

                /// <inheritdoc/>
                public static float Derivative(float x, float y) => 2f * x / ((1f + (x * x)) * (1f + (x * x)));
            }

            /// <summary>The fourth power of the difference.</summary>
            public readonly struct Quartic : ILoss
            {
                /// <inheritdoc/>
                public static float Value(float output, float target) => (output - target) * (output - target) * (output - target) * (output - target);

                /// <inheritdoc/>
                public static float Derivative(float output, float target) => 4f * (output - target) * (output - target) * (output - target);
            }
        }
        """;

    public const string Uninstrumented = """
        namespace Uninstrumented
        {
            using NetGen;

            /// <summary>No statistics of gradients.</summary>
            [Network(Instrument = Instrumentation.Off), Input(3)]
            [Dense(5), ReLU]
            [Dense(2), MeanAbsoluteError]
            public partial class Plain;
        }
        """;

    public const string WeightNormalised = """
        namespace WeightNormalised
        {
            using NetGen;

            /// <summary>Weight normalisation, and a layer without bias.</summary>
            [Network(WeightNorm = true), Input(3)]
            [Dense(5, Bias = false), Tanh]
            [Dense(4, WeightNorm = false), SiLU]
            [Dense(2, Init = Init.Orthogonal, InitScale = 0.5f), LogCosh]
            public partial class Normed;
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

    /// <summary>Weights that are computed, of every layer that has some, and folding into them.</summary>
    public const string ComputedWeights = """
        namespace ComputedWeights
        {
            using NetGen;

            /// <summary>Convolutions.</summary>
            [Network(SpectralNorm = true), Input(6, 6, 2)]
            [Conv2D(4, kernel: 3), BatchNorm(Fold = true), ReLU]
            [SeparableConv2D(3, kernel: 2, WeightNorm = true, Bias = false), BatchNorm(Fold = true), ReLU]
            [GlobalAveragePool]
            [Dense(2), SoftmaxCrossEntropy]
            public partial class Image;

            /// <summary>Sequences.</summary>
            [Network(WeightNorm = true), Input(5, 6)]
            [MultiHeadAttention(2)]
            [GRU(4, SpectralNorm = true, L2 = 0.001f)]
            [Dense(2), SoftmaxCrossEntropy]
            public partial class Steps;
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
            [TransformerBlock(2, 20, Dropout = 0.1f)]
            [Repeat<Layer>(2, Name = "layers"), LayerNorm]
            [Dense(3), SoftmaxCrossEntropy]
            public partial class Writer;
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

    public const string Regularised = """
        namespace Regularised
        {
            using NetGen;

            /// <summary>Constraints and penalties.</summary>
            [Network(L2 = 1e-4f), Input(6)]
            [Dense(8, MaxNorm = 3f, Name = "limited"), ReLU]
            [Dense(8, UnitNorm = true, L1 = 1e-5f, L2 = 0f), ReLU]
            [Dense(8, NonNegative = true, Init = Init.Uniform, InitScale = 0.1f, BiasInit = Init.Constant, BiasInitScale = -0.5f), ReLU]
            [Dense(3), SoftmaxCrossEntropy(LabelSmoothing = 0.1f)]
            public partial class Strict;
        }
        """;

    public const string Nested = """
        namespace Nested.Deeply
        {
            using NetGen;

            /// <summary>Contains a network.</summary>
            public partial record Outer
            {
                private protected partial class Base
                {
                    internal partial struct Middle
                    {
                        internal partial interface IInner
                        {
                            [Network, Input(2)]
                            [Dense(1), Hinge]
                            private protected sealed partial class Hidden;
                        }
                    }
                }
            }
        }
        """;

    public const string Keywords = """
        namespace @namespace.@static
        {
            using NetGen;

            /// <summary>Names that are keywords.</summary>
            public partial class @event
            {
                /// <summary>A network whose name is a keyword.</summary>
                [Network, Input(2)]
                [Dense(3, Name = "class"), Tanh]
                [Dense(3, Name = "int"), Tanh]
                [Dense(1), SquaredHinge]
                public partial class @class;
            }
        }
        """;

    public const string SameName = """
        namespace SameName.First
        {
            using NetGen;

            /// <summary>One of two.</summary>
            [Network, Input(2)]
            [Dense(1), MeanSquaredError]
            public partial class Twin;
        }

        namespace SameName.Second
        {
            using NetGen;

            /// <summary>The other.</summary>
            [Network, Input(3)]
            [Dense(1), BinaryCrossEntropy]
            public partial class Twin;
        }
        """;

    public const string OddSizes = """
        namespace OddSizes
        {
            using NetGen;

            /// <summary>Sizes that are no multiple of anything.</summary>
            [Network, Input(67)]
            [Dense(33), ELU]
            [Dense(1), Tanh]
            [Dense(129), GELU]
            [Dense(16), PoissonNLL]
            public partial class Odd;
        }
        """;

    public const string HostileNames = """
        namespace Company.System
        {
            using global::NetGen;

            /// <summary>A namespace named System, which hides the framework's.</summary>
            [Network, Input(2)]
            [Dense(3), ReLU]
            [Dense(1), MeanSquaredError]
            public partial class InSystem;
        }

        namespace Company.NetGen
        {
            /// <summary>A namespace named NetGen, which hides ours.</summary>
            [global::NetGen.Network, global::NetGen.Input(2)]
            [global::NetGen.Dense(3), global::NetGen.Sigmoid]
            [global::NetGen.Dense(1), global::NetGen.MeanSquaredError]
            public partial class InNetGen;
        }

        namespace Company.NetGen.Kernels
        {
            /// <summary>Types with the names of what generated code uses.</summary>
            [global::NetGen.Network, global::NetGen.Input(20)]
            [global::NetGen.Dense(30), global::NetGen.GELU]
            [global::NetGen.Dense(4), global::NetGen.SoftmaxCrossEntropy]
            public partial class Surrounded;

            internal class Vector512;

            internal class Vector256;

            internal class Vector128;

            internal class Vector512<T>;

            internal class Span<T>;

            internal class ReadOnlySpan<T>;

            internal class Unsafe;

            internal class MemoryMarshal;

            internal class MathF;

            internal class Math;

            internal class VectorMath;

            internal class AlignedBuffer;

            internal class ParameterBuffer;

            internal class NetworkInfo;

            internal class LayerInfo;

            internal class ParameterInfo;

            internal class Workspace;

            internal class Init;

            internal class MethodImplAttribute;

            internal class MethodImplOptions;

            internal class ArgumentException;

            internal class String;

            internal class Single;

            internal class Int32;
        }
        """;

    public const string GlobalNamespace = """
        using NetGen;

        /// <summary>A network in no namespace.</summary>
        [Network, Input(2)]
        [Dense(2), Softplus]
        [Dense(1), MeanSquaredError]
        public partial class NoNamespace
        {
            /// <summary>A member of the user.</summary>
            public int Answer => 42;
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

    /// <summary>All samples by name, the one in the global namespace first because of its using directive.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [nameof(GlobalNamespace)] = GlobalNamespace,
        [nameof(Smallest)] = Smallest,
        [nameof(Regression)] = Regression,
        [nameof(Shaped)] = Shaped,
        [nameof(Composed)] = Composed,
        [nameof(Sequences)] = Sequences,
        [nameof(SharedShapes)] = SharedShapes,
        [nameof(Convolutions)] = Convolutions,
        [nameof(EveryActivation)] = EveryActivation,
        [nameof(ActivationOptions)] = ActivationOptions,
        [nameof(Custom)] = Custom,
        [nameof(Uninstrumented)] = Uninstrumented,
        [nameof(WeightNormalised)] = WeightNormalised,
        [nameof(Normalisation)] = Normalisation,
        [nameof(ComputedWeights)] = ComputedWeights,
        [nameof(Transformers)] = Transformers,
        [nameof(Noise)] = Noise,
        [nameof(Regularised)] = Regularised,
        [nameof(Nested)] = Nested,
        [nameof(Keywords)] = Keywords,
        [nameof(SameName)] = SameName,
        [nameof(OddSizes)] = OddSizes,
        [nameof(HostileNames)] = HostileNames,
    };

    /// <summary>The names of all samples, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Keys];

    /// <summary>The declarations of all losses, by name.</summary>
    public static IReadOnlyDictionary<string, string> Losses { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["MeanSquaredError"] = "[Dense(3), MeanSquaredError]",
        ["MeanAbsoluteError"] = "[Dense(3), MeanAbsoluteError(Reduction = Reduction.BatchMean)]",
        ["Huber"] = "[Dense(3), Huber(delta: 0.5f)]",
        ["LogCosh"] = "[Dense(3), LogCosh]",
        ["BinaryCrossEntropy"] = "[Dense(3), BinaryCrossEntropy]",
        ["SoftmaxCrossEntropy"] = "[Dense(3), SoftmaxCrossEntropy]",
        ["LabelSmoothing"] = "[Dense(3), SoftmaxCrossEntropy(LabelSmoothing = 0.1f, Reduction = Reduction.Sum)]",
        ["Hinge"] = "[Dense(3), Hinge]",
        ["SquaredHinge"] = "[Dense(3), SquaredHinge]",
        ["PoissonNLL"] = "[Dense(3), PoissonNLL]",
        ["KLDivergence"] = "[Dense(3), LogSoftmax, KLDivergence]",
    };

    /// <summary>A network that ends with a loss of <see cref="Losses"/>.</summary>
    public static string WithLoss(string loss) => $$"""
        using NetGen;

        namespace WithLoss.{{loss}}
        {
            /// <summary>A network for one loss.</summary>
            [Network, Input(2)]
            {{Losses[loss]}}
            public partial class Lossy;
        }
        """;
}
