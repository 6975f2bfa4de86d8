namespace NetGen.Generator.Tests;

/// <content>What is said of weights and gradients.</content>
internal static partial class Samples
{
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

    /// <summary>Options of the network in layers of many kinds, residuals that thin out, transposed groups, and means of padded sequences.</summary>
    public const string Everywhere = """
        namespace Everywhere
        {
            using NetGen;

            /// <summary>Half the positions.</summary>
            [Block]
            [Conv2D(6, kernel: 3, Stride = 2, Pad = 1), ReLU]
            internal class Half;

            /// <summary>Images.</summary>
            [Network(L2 = 1e-4f, MaxNorm = 3f), Input(7, 6, 4)]
            [Residual<Half>, ReLU]
            [Conv2DTranspose(6, kernel: 2, Stride = 2, Groups = 2)]
            [GlobalAveragePool]
            [Dense(2), SoftmaxCrossEntropy]
            public partial class Thin;

            /// <summary>Sequences.</summary>
            [Network(L1 = 1e-5f, MaxNorm = 3f), Input(6, 4), Padding]
            [PositionalEncoding(Learned = true)]
            [GRU(6, Sequences = true)]
            [MultiHeadAttention(2)]
            [GlobalAveragePool]
            [Dense(1), MeanSquaredError]
            public partial class Pooled;
        }
        """;
}
