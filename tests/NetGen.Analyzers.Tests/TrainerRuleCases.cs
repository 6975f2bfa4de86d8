using Microsoft.CodeAnalysis;

namespace NetGen.Analyzers.Tests;

/// <summary>Code that trains networks, for every rule about it.</summary>
internal static class TrainerRuleCases
{
    public static TheoryData<RuleCase> All { get; } =
    [
        Case("NG1012", DiagnosticSeverity.Info, "no clip", "using var t = {|#0:new Trainer<Memory>(new Memory(1), new Adam())|};", "Memory is trained without a clip: LSTM multiplies the gradient by the same matrix at 50 steps, so that it can grow exponentially from one batch to the next; set Clip = Clip.GlobalNorm(1f)"),
        Case("NG1012", DiagnosticSeverity.Info, "null", "var t = {|#0:new Trainer<Memory>(new Memory(1), new Adam()) { Seed = 1, Clip = null }|};", "Memory is trained without a clip: LSTM multiplies the gradient by the same matrix at 50 steps, so that it can grow exponentially from one batch to the next; set Clip = Clip.GlobalNorm(1f)"),
        Case("NG1013", DiagnosticSeverity.Info, "biases", "var o = new AdamW(1e-3f) { Groups = { new(\"*.bias\") { {|#0:WeightDecay = 0.1f|} } } };", "\"*.bias\" matches every bias too, and a decay of 0.1 pulls them to 0, which makes no function simpler; without WeightDecay the optimizer spares them, and \"*.weight\" names the weights alone"),
        Case("NG1013", DiagnosticSeverity.Info, "everything", "var o = new AdamW(1e-3f) { Groups = { new ParameterGroup(\"dense1.*\") { LearningRateScale = 2, {|#0:WeightDecay = 0.1f|} } } };", "\"dense1.*\" matches every bias too, and a decay of 0.1 pulls them to 0, which makes no function simpler; without WeightDecay the optimizer spares them, and \"dense1.weight\" names the weights alone"),
        Case("NG1018", DiagnosticSeverity.Warning, "no loss", "using var t = {|#0:new Trainer<Silent>(new Silent(1), new Adam())|};", "Silent declares no loss, so that creating its trainer throws; put one behind its last layer, such as [MeanSquaredError]"),
        Case("NG1019", DiagnosticSeverity.Warning, "class indices", "void Run(Trainer<Values> t, float[] x, int[] labels) => t.Step(x, {|#0:labels|});", "MeanSquaredError of Values compares with values, not class indices, so that this step throws; pass floats, or declare [SoftmaxCrossEntropy]"),
    ];

    public static TheoryData<string> Clean { get; } =
    [
        "var o = new AdamW(1e-3f) { Groups = { new(\"*.bias\") { WeightDecay = 0 }, new(\"*.weight\") { WeightDecay = 0.1f }, new(\"dense1.*\") { LearningRateScale = 2 } } };",
        "using var t = new Trainer<Memory>(new Memory(1), new Adam()) { Clip = Clip.GlobalNorm(1f) };",
        "using var t = new Trainer<Memory>(new Memory(1), new Adam()); t.Clip = Clip.Value(1f);",
        "Trainer<Memory> Create() => new(new Memory(1), new Adam());",
        "using var t = new Trainer<Values>(new Values(1), new Adam());",
        "void Run(Trainer<Values> t, float[] x, float[] y) => t.Step(x, y);",
        "void Run(Trainer<Classes> t, float[] x, int[] labels) => t.Step(x, labels);",
        "void Run<T>(Trainer<T> t, float[] x, int[] labels) where T : class, INetwork<T> => t.Step(x, labels);",
    ];

    /// <summary>The statement in a method beside some networks.</summary>
    public static string Program(string statement) => $$"""
        using NetGen;

        [Network, Input(2, Std = 1)]
        [Dense(4), Tanh]
        [Dense(1)]
        public partial class Silent;

        [Network, Input(2, Std = 1)]
        [Dense(4), Tanh]
        [Dense(1), MeanSquaredError]
        public partial class Values;

        [Network, Input(2, Std = 1)]
        [Dense(4), Tanh]
        [Dense(3), SoftmaxCrossEntropy]
        public partial class Classes;

        [Network, Input(50, 2, Std = 1)]
        [LSTM(4)]
        [Dense(1), MeanSquaredError]
        public partial class Memory;

        public static class Program
        {
            public static void Main()
            {
                {{statement}}
            }
        }
        """;

    private static RuleCase Case(string id, DiagnosticSeverity severity, string name, string statement, string message) => new(id, severity, name, Program(statement), message);
}
