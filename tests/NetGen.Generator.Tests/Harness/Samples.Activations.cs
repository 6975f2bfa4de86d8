namespace NetGen.Generator.Tests;

/// <content>Activations, and those of one's own.</content>
internal static partial class Samples
{
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
}
