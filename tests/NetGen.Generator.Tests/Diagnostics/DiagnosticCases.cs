namespace NetGen.Generator.Tests;

/// <summary>One declaration for every way to be wrong.</summary>
internal static class DiagnosticCases
{
    private const string SwishBody = """
        {
            public static float Forward(float x) => x;

            public static float Derivative(float x, float y) => 1f;
        }
        """;

    public static TheoryData<DiagnosticCase> All { get; } =
    [
        Class("NG0001", "not partial", "[[|Network|], Input(2)] [Dense(1), Huber] internal class Wrong;", ["Wrong", "partial"]),
        Class("NG0001", "containing type not partial", "internal class Outer { [[|Network|], Input(2)] [Dense(1), Huber] internal partial class Wrong; }", ["Wrong", "Outer", "partial"]),

        Class("NG0002", "static", "[[|Network|], Input(2)] [Dense(1), Huber] internal static partial class Wrong;", ["Wrong", "static"]),
        Class("NG0002", "abstract", "[[|Network|], Input(2)] [Dense(1), Huber] internal abstract partial class Wrong;", ["Wrong", "abstract"]),
        Class("NG0002", "record", "[[|Network|], Input(2)] [Dense(1), Huber] internal partial record Wrong;", ["Wrong", "record"]),
        Class("NG0002", "struct", "[[|Network|]] [Input(2)] [Dense(1)] [Huber] internal partial struct Wrong;", ["Wrong", "struct"], "CS0592"),
        Class("NG0002", "interface", "[[|Network|]] [Input(2)] [Dense(1)] [Huber] internal partial interface Wrong;", ["Wrong", "class"], "CS0592"),
        Class("NG0002", "generic", "[[|Network|], Input(2)] [Dense(1), Huber] internal partial class Wrong<T>;", ["Wrong", "generic"]),
        Class("NG0002", "in a generic type", "internal partial class Outer<T> { [[|Network|], Input(2)] [Dense(1), Huber] internal partial class Wrong; }", ["Wrong", "generic"]),
        Class("NG0002", "file-local", "[[|Network|], Input(2)] [Dense(1), Huber] file partial class Wrong;", ["Wrong", "file"]),

        Class("NG0003", "no input", "[[|Network|]] [Dense(1), Huber] internal partial class Wrong;", ["Wrong", "Input"]),
        Class("NG0004", "no layer", "[[|Network|], Input(2)] internal partial class Wrong;", ["Wrong"]),
        Class("NG0004", "only a loss", "[[|Network|], Input(2), Huber] internal partial class Wrong;", ["Wrong"]),

        Class("NG0005", "layers on two parts", "[Network, Input(2)] [Dense(1), Huber] internal partial class Wrong; [[|Dense(2)|]] internal partial class Wrong;", ["Wrong"]),
        Class("NG0005", "loss on another part", "[Network, Input(2)] [Dense(1)] internal partial class Wrong; [[|Huber|]] internal partial class Wrong;", ["Wrong"]),
        Class("NG0005", "input on another part", "[Network] [Dense(1)] internal partial class Wrong; [[|Input(2)|]] internal partial class Wrong;", ["Wrong"]),

        Class("NG0006", "no units", "[Network, Input(2)] [Dense([|0|]), Huber] internal partial class Wrong;", ["0", "1"]),
        Class("NG0006", "negative units", "[Network, Input(2)] [Dense([|-5|]), Huber] internal partial class Wrong;", ["-5", "1"]),
        Class("NG0006", "no input values", "[Network, Input([|0|])] [Dense(1), Huber] internal partial class Wrong;", ["0", "1"]),
        Class("NG0006", "units beyond the limit", "[Network, Input(2)] [Dense([|2000000000|]), Huber] internal partial class Wrong;", ["2000000000"]),

        Class("NG0007", "space in a name", "[Network, Input(2)] [Dense(1, [|Name = \"a b\"|]), Huber] internal partial class Wrong;", ["a b"]),
        Class("NG0007", "empty name", "[Network, Input(2)] [Dense(1, [|Name = \"\"|]), Huber] internal partial class Wrong;", ["''"]),
        Class("NG0007", "digit first", "[Network, Input(2)] [Dense(1, [|Name = \"1st\"|]), Huber] internal partial class Wrong;", ["1st"]),
        Class("NG0007", "dot in a name", "[Network, Input(2)] [Dense(1, [|Name = \"a.b\"|]), Huber] internal partial class Wrong;", ["a.b"]),

        Class("NG0008", "twice", "[Network, Input(2)] [Dense(3, Name = \"a\")] [Dense(1, [|Name = \"a\"|]), Huber] internal partial class Wrong;", ["a"]),
        Class("NG0008", "differs in case only", "[Network, Input(2)] [Dense(3, Name = \"hidden\")] [Dense(1, [|Name = \"Hidden\"|]), Huber] internal partial class Wrong;", ["Hidden"]),
        Class("NG0008", "member of the class", "[Network, Input(2)] [Dense(1, [|Name = \"first\"|]), Huber] internal partial class Wrong { public int First => 1; }", ["First"]),
        Class("NG0008", "generated member", "[Network, Input(2)] [Dense(1, [|Name = \"parameters\"|]), Huber] internal partial class Wrong;", ["Parameters"]),
        Class("NG0008", "the user's own member of a generated name", "[Network, Input(2)] [Dense(1), Huber] internal partial class Wrong { public int [|Parameters|] => 1; }", ["Parameters"]),
        Class("NG0008", "default name and member", "[Network, Input(2)] [[|Dense(1)|], Huber] internal partial class Wrong { public int Dense1 => 1; }", ["Dense1", "dense1"]),
        Class("NG0008", "the class", "[Network, Input(2)] [Dense(1, [|Name = \"wrong\"|]), Huber] internal partial class Wrong;", ["Wrong"]),

        Class("NG0009", "one class", "[Network, Input(2)] [Dense(1), [|SoftmaxCrossEntropy|]] internal partial class Wrong;", ["SoftmaxCrossEntropy", "1", "2"]),
        Class("NG0009", "softmax twice", "[Network, Input(2)] [Dense(3), Softmax, [|SoftmaxCrossEntropy|]] internal partial class Wrong;", ["SoftmaxCrossEntropy", "Softmax"]),
        Class("NG0009", "log-softmax twice", "[Network, Input(2)] [Dense(3), LogSoftmax, [|SoftmaxCrossEntropy|]] internal partial class Wrong;", ["SoftmaxCrossEntropy", "LogSoftmax"]),
        Class("NG0009", "sigmoid twice", "[Network, Input(2)] [Dense(1), Sigmoid, [|BinaryCrossEntropy|]] internal partial class Wrong;", ["BinaryCrossEntropy", "Sigmoid"]),
        Class("NG0009", "no log-softmax", "[Network, Input(2)] [Dense(3), [|KLDivergence|]] internal partial class Wrong;", ["KLDivergence", "LogSoftmax"]),

        Class("NG0022", "more targets than outputs", "[Network, Input(2)] [Dense(10), MeanSquaredError([|Targets = 12|])] internal partial class Wrong;", ["Dense(10) gives 10 values, but MeanSquaredError has 12 targets"]),
        Class("NG0022", "fewer targets than outputs", "[Network, Input(2)] [Dense(3)] [Tanh, Dropout(0.5f)] [Huber(0.5f, Reduction = Reduction.Sum, [|Targets = 1|])] internal partial class Wrong;", ["Dense(3) gives 3 values, but Huber has 1 target"]),
        Class("NG0022", "classes", "[Network, Input(2)] [Dense(10), SoftmaxCrossEntropy([|Targets = 12|])] internal partial class Wrong;", ["Dense(10) gives 10 values, but SoftmaxCrossEntropy has 12 classes"]),
        Class("NG0022", "classes at positions", "[Network, Input(5, 3)] [Dense(4), SoftmaxCrossEntropy([|Targets = 20|])] internal partial class Wrong;", ["Dense(4) gives 4 values at each of 5 positions, but SoftmaxCrossEntropy has 20 classes"]),
        Class("NG0022", "a sequence", "[Network, Input(5, 3)] [Dense(4), MeanAbsoluteError([|Targets = 4|])] internal partial class Wrong;", ["Dense(4) gives 5x4, 20 values, but MeanAbsoluteError has 4 targets"]),
        Class("NG0022", "another layer", "[Network, Input(4, 4, 2)] [GlobalMaxPool(Name = \"pool\"), Hinge([|Targets = 3|])] internal partial class Wrong;", ["pool gives 2 values, but Hinge has 3 targets"]),
        Class("NG0022", "no layer decides", "[Network, Input(2)] [Tanh, LogCosh([|Targets = 3|])] internal partial class Wrong;", ["the input gives 2 values, but LogCosh has 3 targets"]),
        Class("NG0022", "within a block", "[Network, Input(2)] [Block<A>] [BinaryCrossEntropy([|Targets = 3|])] internal partial class Wrong; [Block, Dense(7), ReLU, Dense(5)] internal class A;", ["Dense(5) gives 5 values, but BinaryCrossEntropy has 3 targets"]),
        Class("NG0022", "own loss", "[Network, Input(2)] [Dense(1), Loss<Own>([|Targets = 3|])] internal partial class Wrong; internal readonly struct Own : ILoss { public static float Value(float output, float target) => 0; public static float Derivative(float output, float target) => 0; }", ["Dense(1) gives 1 value, but Loss<Own> has 3 targets"]),
        Class("NG0012", "negative targets", "[Network, Input(2)] [Dense(1), SquaredHinge([|Targets = -3|])] internal partial class Wrong;", ["SquaredHinge.Targets is -3", "at least 1"]),

        Class("NG0010", "file-local activation", "[Network, Input(2)] [Dense(1), [|Activation<Swish>|], Huber] internal partial class Wrong; file readonly struct Swish : IActivation " + SwishBody, ["Swish"]),
        Class("NG0010", "unknown activation", "[Network, Input(2)] [Dense(1), [|Activation<Nowhere>|], Huber] internal partial class Wrong;", ["Nowhere"], "CS0246"),
        Class("NG0010", "unknown loss", "[Network, Input(2)] [Dense(1), [|Loss<Nowhere>|]] internal partial class Wrong;", ["Nowhere"], "CS0246"),
        Class("NG0010", "class as activation", "[Network, Input(2)] [Dense(1), [|Activation<string>|], Huber] internal partial class Wrong;", ["string"], "CS0453"),
        Class("NG0010", "struct without the interface", "[Network, Input(2)] [Dense(1), [|Activation<int>|], Huber] internal partial class Wrong;", ["int"], "CS0315"),

        Class("NG0011", "two losses", "[Network, Input(2)] [Dense(1), Huber, [|MeanSquaredError|]] internal partial class Wrong;", ["2", "MeanSquaredError"]),

        Class("NG0012", "NaN scale", "[Network, Input(2)] [Dense(1, [|InitScale = float.NaN|]), Huber] internal partial class Wrong;", ["InitScale", "NaN"]),
        Class("NG0012", "infinite penalty", "[Network, Input(2)] [Dense(1, [|L2 = float.PositiveInfinity|]), Huber] internal partial class Wrong;", ["L2"]),
        Class("NG0012", "negative penalty", "[Network, Input(2)] [Dense(1, [|L1 = -1f|]), Huber] internal partial class Wrong;", ["L1", "-1"]),
        Class("NG0012", "negative limit", "[Network, Input(2)] [Dense(1, [|MaxNorm = -3f|]), Huber] internal partial class Wrong;", ["MaxNorm", "-3"]),
        Class("NG0012", "penalty of the network", "[Network([|L2 = -0.5f|]), Input(2)] [Dense(1), Huber] internal partial class Wrong;", ["L2", "-0.5"]),
        Class("NG0012", "NaN slope", "[Network, Input(2)] [Dense(1), LeakyReLU([|float.NaN|]), Huber] internal partial class Wrong;", ["NaN"]),
        Class("NG0012", "bounds in the wrong order", "[Network, Input(2)] [Dense(1), HardTanh(1f, [|-1f|]), Huber] internal partial class Wrong;", ["HardTanh.Max", "-1", "min"]),
        Class("NG0012", "delta of zero", "[Network, Input(2)] [Dense(1), Huber([|0f|])] internal partial class Wrong;", ["Huber.Delta", "0"]),
        Class("NG0012", "smoothing of one", "[Network, Input(2)] [Dense(2), SoftmaxCrossEntropy([|LabelSmoothing = 1f|])] internal partial class Wrong;", ["LabelSmoothing", "1"]),
        Class("NG0012", "unknown initializer", "[Network, Input(2)] [Dense(1, [|Init = (Init)99|]), Huber] internal partial class Wrong;", ["Init", "99"]),

        Class("NG0012", "everything dropped", "[Network, Input(2)] [Dropout([|1f|])] [Dense(1), Huber] internal partial class Wrong;", ["Dropout.Rate", "1", "less than 1"]),
        Class("NG0012", "negative rate", "[Network, Input(2)] [AlphaDropout([|-0.1f|])] [Dense(1), Huber] internal partial class Wrong;", ["AlphaDropout.Rate", "-0.1"]),
        Class("NG0012", "NaN rate", "[Network, Input(2)] [GaussianDropout([|float.NaN|])] [Dense(1), Huber] internal partial class Wrong;", ["GaussianDropout.Rate", "NaN"]),
        Class("NG0012", "negative noise", "[Network, Input(2)] [GaussianNoise([|-1f|])] [Dense(1), Huber] internal partial class Wrong;", ["GaussianNoise.Deviation", "-1"]),
        Class("NG0012", "momentum above one", "[Network, Input(2)] [Dense(1), BatchNorm([|Momentum = 1.5f|]), Huber] internal partial class Wrong;", ["BatchNorm.Momentum", "1.5", "between 0 and 1"]),
        Class("NG0012", "epsilon of zero", "[Network, Input(2)] [Dense(4), LayerNorm([|Epsilon = 0f|]), Huber] internal partial class Wrong;", ["LayerNorm.Epsilon", "0"]),

        Class("NG0013", "weight norm and spectral norm", "[Network, Input(2)] [Dense(1, WeightNorm = true, [|SpectralNorm = true|]), Huber] internal partial class Wrong;", ["WeightNorm", "SpectralNorm"]),
        Class("NG0013", "spectral norm and unit norm", "[Network, Input(2)] [Dense(1, SpectralNorm = true, [|UnitNorm = true|]), Huber] internal partial class Wrong;", ["SpectralNorm", "UnitNorm"]),
        Class("NG0013", "weight norm and spectral norm of a convolution", "[Network, Input(5, 5, 2)] [Conv2D(3, kernel: 3, WeightNorm = true, [|SpectralNorm = true|]), Flatten] [Dense(1), Huber] internal partial class Wrong;", ["WeightNorm", "SpectralNorm"]),
        Class("NG0013", "spectral norm and max norm of a convolution", "[Network, Input(5, 5, 2)] [Conv2D(3, kernel: 3, SpectralNorm = true, [|MaxNorm = 2|]), Flatten] [Dense(1), Huber] internal partial class Wrong;", ["SpectralNorm", "MaxNorm"]),
        Class("NG0013", "weight norm and spectral norm of a recurrent layer", "[Network, Input(5, 2)] [GRU(3, WeightNorm = true, [|SpectralNorm = true|])] [Dense(1), Huber] internal partial class Wrong;", ["WeightNorm", "SpectralNorm"]),
        Class("NG0013", "weight norm and spectral norm of attention", "[Network, Input(5, 2)] [MultiHeadAttention(1, WeightNorm = true, [|SpectralNorm = true|])] [Dense(1), Huber] internal partial class Wrong;", ["WeightNorm", "SpectralNorm"]),
        Class("NG0013", "weight norm and spectral norm of an embedding", "[Network, Input(5)] [Embedding(3, 2, WeightNorm = true, [|SpectralNorm = true|])] [Dense(1), Huber] internal partial class Wrong;", ["WeightNorm", "SpectralNorm"]),
        Class("NG0013", "both norms of the network", "[Network(WeightNorm = true, [|SpectralNorm = true|]), Input(2)] [Dense(1), Huber] internal partial class Wrong;", ["WeightNorm", "SpectralNorm"]),
        Class("NG0013", "folding into an activation", "[Network, Input(2)] [Dense(4), ReLU, BatchNorm([|Fold = true|])] [Dense(1), Huber] internal partial class Wrong;", ["Fold", "ReLU"]),
        Class("NG0013", "folding into the input", "[Network, Input(2)] [BatchNorm([|Fold = true|])] [Dense(1), Huber] internal partial class Wrong;", ["Fold", "the input"]),

        Class("NG0013", "weight norm and max norm", "[Network, Input(2)] [Dense(1, WeightNorm = true, [|MaxNorm = 3f|]), Huber] internal partial class Wrong;", ["WeightNorm", "MaxNorm"]),
        Class("NG0013", "weight norm and unit norm", "[Network, Input(2)] [Dense(1, WeightNorm = true, [|UnitNorm = true|]), Huber] internal partial class Wrong;", ["WeightNorm", "UnitNorm"]),
        Class("NG0013", "two constraints", "[Network, Input(2)] [Dense(1, UnitNorm = true, [|NonNegative = true|]), Huber] internal partial class Wrong;", ["UnitNorm", "NonNegative"]),

        Class("NG0013", "weight norm and max norm of attention", "[Network, Input(5, 2)] [MultiHeadAttention(1, WeightNorm = true, [|MaxNorm = 3f|])] [Dense(1), Huber] internal partial class Wrong;", ["WeightNorm", "MaxNorm"]),
        Class("NG0013", "two constraints of a recurrent layer", "[Network, Input(5, 2)] [GRU(3, UnitNorm = true, [|NonNegative = true|])] [Dense(1), Huber] internal partial class Wrong;", ["UnitNorm", "NonNegative"]),
        Class("NG0013", "spectral norm and unit norm of an embedding", "[Network, Input(5)] [Embedding(3, 2, SpectralNorm = true, [|UnitNorm = true|])] [Dense(1), Huber] internal partial class Wrong;", ["SpectralNorm", "UnitNorm"]),
        Class("NG0013", "penalty of sinusoids", "[Network, Input(5, 2)] [PositionalEncoding([|L2 = 0.1f|])] [Dense(1), Huber] internal partial class Wrong;", ["Learned", "L2", "sinusoids"]),
        Class("NG0012", "negative limit of a recurrent layer", "[Network, Input(5, 2)] [LSTM(3, [|MaxNorm = -1f|])] [Dense(1), Huber] internal partial class Wrong;", ["LSTM.MaxNorm", "-1"]),
        Class("NG0012", "negative penalty of attention", "[Network, Input(5, 2)] [MultiHeadAttention(1, [|L1 = -0.1f|])] [Dense(1), Huber] internal partial class Wrong;", ["MultiHeadAttention.L1", "-0.1"]),
        Class("NG0013", "weight norm and max norm of the network", "[Network(WeightNorm = true, [|MaxNorm = 3f|]), Input(2)] [Dense(1), Huber] internal partial class Wrong;", ["WeightNorm", "MaxNorm"]),
        Class("NG0013", "initializer of no bias", "[Network, Input(2)] [Dense(1, Bias = false, [|BiasInit = Init.Ones|]), Huber] internal partial class Wrong;", ["Bias", "BiasInit"]),

        Class("NG0014", "too many parameters", "[[|Network|], Input(65536)] [Dense(32768), ReLU] [Dense(2), Huber] internal partial class Wrong;", ["2149089296", "536870912"]),

        Class("NG0018", "groups of a transposed convolution that do not divide its input", "[Network, Input(3, 4, 6)] [Conv2DTranspose(8, kernel: 3, [|Groups = 4|]), Flatten] [Dense(1), Huber] internal partial class Wrong;", ["Conv2DTranspose", "4 groups", "6 channels"]),
        Class("NG0018", "groups of a transposed convolution that do not divide its filters", "[Network, Input(4, 6)] [Conv1DTranspose(8, kernel: 3, [|Groups = 3|]), Flatten] [Dense(1), Huber] internal partial class Wrong;", ["Conv1DTranspose", "3 groups", "8 filters"]),
        Class("NG0018", "reshape to more values", "[Network, Input(3, 4)] [[|Reshape(13)|]] [Dense(1), Huber] internal partial class Wrong;", ["13", "3x4", "12"]),
        Class("NG0018", "groups that do not divide", "[Network, Input(3, 4)] [GroupNorm([|3|])] [Dense(1), Huber] internal partial class Wrong;", ["GroupNorm(3)", "3 groups", "4 channels", "3x4"]),
        Class("NG0018", "groups of one value", "[Network, Input(8)] [GroupNorm([|8|])] [Dense(1), Huber] internal partial class Wrong;", ["GroupNorm(8)", "1 value"]),
        Class("NG0018", "layer norm of one value", "[Network, Input(3)] [Dense(1), [|LayerNorm|], Huber] internal partial class Wrong;", ["LayerNorm", "1 value"]),
        Class("NG0018", "instance norm of a vector", "[Network, Input(8)] [[|InstanceNorm|]] [Dense(1), Huber] internal partial class Wrong;", ["InstanceNorm", "1 position", "LayerNorm"]),
        Class("NG0006", "no groups", "[Network, Input(3, 4)] [GroupNorm([|0|])] [Dense(1), Huber] internal partial class Wrong;", ["GroupNorm.groups", "0", "4"]),
        Class("NG0006", "more groups than channels", "[Network, Input(3, 4)] [GroupNorm([|5|])] [Dense(1), Huber] internal partial class Wrong;", ["GroupNorm.groups", "5", "4"]),
        Class("NG0018", "recurrent layer on a vector", "[Network, Input(12)] [[|LSTM(4)|]] [Dense(1), Huber] internal partial class Wrong;", ["LSTM", "a vector of 12", "Input(steps, features)"]),
        Class("NG0018", "second recurrent layer on a last output", "[Network, Input(5, 3)] [GRU(7)] [[|GRU(4)|]] [Dense(1), Huber] internal partial class Wrong;", ["GRU", "a vector of 7", "Sequences = true"]),
        Class("NG0018", "recurrent layer on an image", "[Network, Input(5, 4, 3)] [[|SimpleRNN(4)|]] [Dense(1), Huber] internal partial class Wrong;", ["SimpleRNN", "5x4x3"]),
        Class("NG0018", "attention on a vector", "[Network, Input(12)] [[|MultiHeadAttention(4)|]] [Dense(1), Huber] internal partial class Wrong;", ["MultiHeadAttention", "a vector of 12"]),
        Class("NG0018", "positions of a vector", "[Network, Input(12)] [[|PositionalEncoding|]] [Dense(1), Huber] internal partial class Wrong;", ["PositionalEncoding", "a vector of 12"]),
        Class("NG0018", "last step of a vector", "[Network, Input(12)] [[|LastStep|]] [Dense(1), Huber] internal partial class Wrong;", ["LastStep", "a vector of 12"]),
        Class("NG0018", "tokens of several features", "[Network, Input(12, 2)] [[|Embedding(9, 4)|]] [Dense(1), Huber] internal partial class Wrong;", ["Embedding", "12 steps of 2", "Input(steps, 1)"]),
        Class("NG0018", "embedding behind a layer", "[Network, Input(12)] [Dense(3)] [[|Embedding(9, 4)|]] [Dense(1), Huber] internal partial class Wrong;", ["Embedding", "first layer"]),
        Class("NG0018", "padding of a vector", "[Network, Input(12), [|Padding|]] [Dense(1), Huber] internal partial class Wrong;", ["Padding", "a vector of 12"]),
        Class("NG0012", "heads that do not divide the features", "[Network, Input(5, 12)] [MultiHeadAttention([|5|])] [Dense(1), Huber] internal partial class Wrong;", ["5", "12", "1, 2, 3, 4, 6, 12"]),
        Class("NG0012", "heads of a block that do not divide the features", "[Network, Input(5, 12)] [TransformerBlock([|5|], 8)] [Dense(1), Huber] internal partial class Wrong;", ["TransformerBlock.heads", "5", "12", "1, 2, 3, 4, 6, 12"]),
        Class("NG0012", "dropout of everything in a block", "[Network, Input(5, 12)] [TransformerBlock(3, 8, [|Dropout = 1f|])] [Dense(1), Huber] internal partial class Wrong;", ["TransformerBlock.Dropout", "1"]),
        Class("NG0012", "epsilon of zero in a block", "[Network, Input(5, 12)] [TransformerBlock(3, 8, [|Epsilon = 0f|])] [Dense(1), Huber] internal partial class Wrong;", ["TransformerBlock.Epsilon", "0"]),
        Class("NG0012", "activation that there is not", "[Network, Input(5, 12)] [TransformerBlock(3, 8, [|Activation = (FeedForwardActivation)9|])] [Dense(1), Huber] internal partial class Wrong;", ["Activation", "9"]),
        Class("NG0006", "no hidden units in a block", "[Network, Input(5, 12)] [TransformerBlock(3, [|0|])] [Dense(1), Huber] internal partial class Wrong;", ["TransformerBlock.hidden", "0"]),
        Class("NG0018", "transformer block on a vector", "[Network, Input(12)] [[|TransformerBlock(3, 8)|]] [Dense(1), Huber] internal partial class Wrong;", ["TransformerBlock", "a vector of 12"]),
        Class("NG0018", "transformer block of one feature", "[Network, Input(12, 1)] [[|TransformerBlock(1, 8)|]] [Dense(1), Huber] internal partial class Wrong;", ["TransformerBlock", "1 value"]),
        Class("NG0012", "truncation before the start", "[Network, Input(5, 12)] [LSTM(4, [|TruncateAt = -1|])] [Dense(1), Huber] internal partial class Wrong;", ["-1", "steps"]),
        Class("NG0012", "chrono of two steps", "[Network, Input(5, 12)] [LSTM(4, [|Chrono = 2|])] [Dense(1), Huber] internal partial class Wrong;", ["2", "3"]),
        Class("NG0012", "padding that is not a number", "[Network, Input(5, 12), Padding([|float.NaN|])] [LSTM(4), Dense(1), Huber] internal partial class Wrong;", ["NaN", "finite"]),
        Class("NG0013", "two biases of a forget gate", "[Network, Input(5, 12)] [LSTM(4, Chrono = 9, [|ForgetBias = 1|])] [Dense(1), Huber] internal partial class Wrong;", ["Chrono", "ForgetBias"]),
        Class("NG0013", "update bias without bias", "[Network, Input(5, 12)] [GRU(4, Bias = false, [|UpdateBias = 1|])] [Dense(1), Huber] internal partial class Wrong;", ["UpdateBias", "Bias = false"]),
        Class("NG0013", "scale of sinusoids", "[Network, Input(5, 12)] [PositionalEncoding([|InitScale = 1|])] [Dense(1), Huber] internal partial class Wrong;", ["InitScale", "Learned"]),
        Class("NG0006", "no state", "[Network, Input(5, 12)] [GRU([|0|])] [Dense(1), Huber] internal partial class Wrong;", ["GRU.units", "0"]),
        Class("NG0006", "no vocabulary", "[Network, Input(5)] [Embedding([|0|], 4)] [Dense(1), Huber] internal partial class Wrong;", ["Embedding.vocabulary", "0"]),
        Class("NG0008", "member of a stream", "[Network, Input(5, 3)] [GRU(4), Dense(1), Huber] internal partial class Wrong { public int [|Step|] => 1; }", ["Step"]),

        Class("NG0006", "image without channels", "[Network, Input(4, 4, [|0|])] [Dense(1), Huber] internal partial class Wrong;", ["Input.channels", "0"]),
        Class("NG0006", "image beyond the limit", "[Network, [|Input(2048, 2048, 3)|]] [Dense(1), Huber] internal partial class Wrong;", ["2048x2048x3", "12582912"]),
        Class("NG0006", "output beyond the limit", "[Network, Input(1024, 1024, 1)] [[|Dense(2)|]] [Dense(1), Huber] internal partial class Wrong;", ["1024x1024x2", "2097152"]),

        Class("NG0018", "convolution on a vector", "[Network, Input(784)] [[|Conv2D(4, kernel: 3)|]] [Dense(1), Huber] internal partial class Wrong;", ["Conv2D", "784", "height x width x channels"]),
        Class("NG0018", "convolution over a sequence on an image", "[Network, Input(4, 5, 2)] [[|Conv1D(4, kernel: 3)|]] [Dense(1), Huber] internal partial class Wrong;", ["Conv1D", "4x5x2", "steps x features"]),
        Class("NG0018", "global pooling of a vector", "[Network, Input(12)] [[|GlobalMaxPool|]] [Dense(1), Huber] internal partial class Wrong;", ["GlobalMaxPool", "12"]),
        Class("NG0018", "kernel larger than its padded input", "[Network, Input(5, 9, 2)] [Conv2D(4, [|kernel: 8|], Pad = 1)] [Dense(1), Huber] internal partial class Wrong;", ["8 rows", "5 rows", "2 of padding"]),
        Class("NG0018", "dilated kernel larger than its input", "[Network, Input(9, 2)] [Conv1D(4, [|kernel: 5|], Dilation = 3)] [Dense(1), Huber] internal partial class Wrong;", ["5 steps", "13", "9 steps"]),
        Class("NG0018", "pooling window larger than its input", "[Network, Input(3, 8, 2)] [MaxPool2D([|4|])] [Dense(1), Huber] internal partial class Wrong;", ["4 rows", "3 rows"]),
        Class("NG0018", "groups that do not divide the channels", "[Network, Input(5, 5, 4)] [Conv2D(6, kernel: 3, [|Groups = 3|])] [Dense(1), Huber] internal partial class Wrong;", ["3 groups", "4 channels"]),
        Class("NG0018", "groups that do not divide the filters", "[Network, Input(5, 5, 4)] [Conv2D(6, kernel: 3, [|Groups = 4|])] [Dense(1), Huber] internal partial class Wrong;", ["4 groups", "6 filters"]),
        Class("NG0006", "no filters", "[Network, Input(5, 5, 4)] [Conv2D([|0|], kernel: 3)] [Dense(1), Huber] internal partial class Wrong;", ["Conv2D.filters", "0"]),
        Class("NG0006", "no taps", "[Network, Input(5, 5, 4)] [Conv2D(2, [|kernel: 0|])] [Dense(1), Huber] internal partial class Wrong;", ["Conv2D.kernel", "0"]),
        Class("NG0006", "stride of zero", "[Network, Input(5, 5, 4)] [Conv2D(2, 3, [|Stride = 0|])] [Dense(1), Huber] internal partial class Wrong;", ["Conv2D.Stride", "0"]),
        Class("NG0006", "negative dilation", "[Network, Input(5, 4)] [Conv1D(2, 3, [|Dilation = -2|])] [Dense(1), Huber] internal partial class Wrong;", ["Conv1D.Dilation", "-2"]),
        Class("NG0006", "output of a convolution beyond the limit", "[Network, Input(512, 512, 1)] [[|Conv2D(16, kernel: 3, Padding = Padding.Same)|]] [Dense(1), Huber] internal partial class Wrong;", ["512x512x16", "4194304"]),
        Class("NG0006", "enlarged beyond the limit", "[Network, Input(4, 4, 1)] [Conv2DTranspose(1, [|kernel: 3|], Stride = 1000000)] [Dense(1), Huber] internal partial class Wrong;", ["Conv2DTranspose", "3000003"]),
        Class("NG0006", "multiplier of zero", "[Network, Input(5, 5, 4)] [DepthwiseConv2D(3, [|Multiplier = 0|])] [Dense(1), Huber] internal partial class Wrong;", ["DepthwiseConv2D.Multiplier", "0"]),
        Class("NG0012", "negative padding", "[Network, Input(5, 5, 4)] [Conv2D(2, 3, [|Pad = -1|])] [Dense(1), Huber] internal partial class Wrong;", ["Conv2D.Pad", "-1"]),
        Class("NG0012", "causal image", "[Network, Input(5, 5, 4)] [Conv2D(2, 3, [|Padding = Padding.Causal|])] [Dense(1), Huber] internal partial class Wrong;", ["Conv2D.Padding", "Causal"]),
        Class("NG0012", "rows of a sequence", "[Network, Input(5, 4)] [Conv1D(2, 3, [|StrideHeight = 2|])] [Dense(1), Huber] internal partial class Wrong;", ["Conv1D.StrideHeight", "no height"]),
        Class("NG0012", "pooling window within the padding", "[Network, Input(5, 5, 4)] [MaxPool2D(2, [|Pad = 2|])] [Dense(1), Huber] internal partial class Wrong;", ["MaxPool2D.Pad", "less than 2"]),
        Class("NG0012", "output padding of a stride", "[Network, Input(5, 5, 4)] [Conv2DTranspose(2, 3, Stride = 2, [|OutputPad = 2|])] [Dense(1), Huber] internal partial class Wrong;", ["Conv2DTranspose.OutputPad", "2"]),
        Class("NG0012", "negative zeros", "[Network, Input(5, 5, 4)] [ZeroPad2D([|-3|])] [Dense(1), Huber] internal partial class Wrong;", ["ZeroPad2D.pad", "-3"]),
        Class("NG0013", "padding said twice", "[Network, Input(5, 5, 4)] [Conv2D(2, 3, Padding = Padding.Same, [|Pad = 1|])] [Dense(1), Huber] internal partial class Wrong;", ["Padding = Same", "Pad"]),

        Class("NG0018", "residual without projection", "[Network, Input(4)] [[|Residual<Wide>(Projection = false)|]] [Dense(1), Huber] internal partial class Wrong; [Block, Dense(5)] internal class Wide;", ["Wide", "4", "5"]),
        Class("NG0018", "residual over other positions", "[Network, Input(4, 6)] [[|Residual<Other>|]] [Dense(1), Huber] internal partial class Wrong; [Block, Reshape(6, 4)] internal class Other;", ["Other", "4x6", "6x4"]),
        Class("NG0018", "sum of two shapes", "[Network, Input(4)] [[|Sum<A, B>|]] [Dense(1), Huber] internal partial class Wrong; [Block, Dense(5)] internal class A; [Block, Dense(7)] internal class B;", ["Sum<A, B>", "5", "7"]),
        Class("NG0018", "concat of other positions", "[Network, Input(4, 3)] [[|Concat<A, B>|]] [Dense(1), Huber] internal partial class Wrong; [Block, Dense(5)] internal class A; [Block, Flatten] internal class B;", ["Concat<A, B>", "4x5", "12"]),
        Class("NG0018", "within a block", "[Network, Input(4)] [Repeat<A>(3)] [Dense(1), Huber] internal partial class Wrong; [Block, [|Reshape(5)|]] internal class A;", ["Reshape(5)", "4"]),

        Class("NG0019", "at once", "[Network, Input(4)] [Block<A>] [Dense(1), Huber] internal partial class Wrong; [Block, Dense(4), Block<[|A|]>] internal class A;", ["A -> A"]),
        Class("NG0019", "through others", "[Network, Input(4)] [Repeat<A>(2)] [Dense(1), Huber] internal partial class Wrong; [Block, Sum<B, C>] internal class A; [Block, Tanh] internal class B; [Block, Residual<[|A|]>] internal class C;", ["A -> C -> A"]),
        Class("NG0020", "no layer", "[Network, Input(4)] [Block<[|A|]>] [Dense(1), Huber] internal partial class Wrong; [Block] internal class A;", ["A"]),
        Class("NG0021", "input", "[Network, Input(4)] [Block<A>] [Dense(1), Huber] internal partial class Wrong; [Block, [|Input(3)|], Dense(2)] internal class A;", ["Input", "A"]),
        Class("NG0021", "loss", "[Network, Input(4)] [Block<A>] [Dense(1), Huber] internal partial class Wrong; [Block, Dense(2), [|Hinge|]] internal class A;", ["Hinge", "A"]),
        Class("NG0010", "class without [Block]", "[Network, Input(4)] [Residual<[|A|]>] [Dense(1), Huber] internal partial class Wrong; internal class A;", ["A", "no [Block]"]),
        Class("NG0010", "network as block", "[Network, Input(4)] [Residual<[|A|]>] [Dense(1), Huber] internal partial class Wrong; [Network, Input(2), Dense(1)] internal partial class A;", ["A", "network"]),
        Class("NG0006", "repeated never", "[Network, Input(4)] [Repeat<A>([|0|])] [Dense(1), Huber] internal partial class Wrong; [Block, Dense(4)] internal class A;", ["Repeat.count", "0"]),
        Class("NG0006", "more layers than the limit", "[Network, Input(4)] [Repeat<B>(200)] [Dense(1), Huber] internal partial class Wrong; [Block, Dense(4)] internal class A; [Block, [|Repeat<A>(200)|]] internal class B;", ["16384"]),
        Class("NG0007", "name of a layer of a block", "[Network, Input(4)] [Repeat<A>(2)] [Dense(1), Huber] internal partial class Wrong; [Block, Dense(4, [|Name = \"a b\"|])] internal class A;", ["a b"]),
        Class("NG0008", "member of every object in a block", "[Network, Input(4)] [Repeat<A>(2)] [Dense(1), Huber] internal partial class Wrong; [Block, Dense(4, [|Name = \"toString\"|])] internal class A;", ["ToString"]),

        Class("NG0015", "layer of one's own", "[Network, Input(2)] [Dense(1), [|My|], Huber] internal partial class Wrong; internal sealed class MyAttribute : LayerAttribute;", ["My"]),
        Class("NG0015", "loss of one's own", "[Network, Input(2)] [Dense(1), [|My|]] internal partial class Wrong; internal sealed class MyAttribute : LossAttribute;", ["My"]),
    ];

    private static DiagnosticCase Class(string id, string name, string declaration, string[] message, params string[] compilerErrors) =>
        new(id, name, $"using NetGen;\n\n{declaration}\n", message, compilerErrors);
}
