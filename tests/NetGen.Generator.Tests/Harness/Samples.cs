namespace NetGen.Generator.Tests;

/// <summary>Declarations that cover what can be declared, each in a namespace of its own so that all compile together.</summary>
internal static partial class Samples
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
        [nameof(Everywhere)] = Everywhere,
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
