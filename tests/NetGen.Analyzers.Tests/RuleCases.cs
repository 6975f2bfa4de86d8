using Microsoft.CodeAnalysis;
using static NetGen.Analyzers.Tests.Networks;

namespace NetGen.Analyzers.Tests;

/// <summary>One declaration for every rule and severity.</summary>
internal static class RuleCases
{
    public static TheoryData<RuleCase> All { get; } =
    [
        Warning("NG1001", "vanishing", "[Network, Input(20)]\n[{|#0:Dense(64)|}, Sigmoid]\n" + Times(4, "[Dense(64), Sigmoid]") + "[Dense(10), SoftmaxCrossEntropy]", "Vanishing gradient: a unit of dense1 gets 335 times less gradient than one of dense5 (R = -2.52, confidence 100%)"),
        Info("NG1001", "shrinking", "[Network, Input(20)]\n[{|#0:Dense(64)|}, Sigmoid]\n" + Times(2, "[Dense(64), Sigmoid]") + "[Dense(10), SoftmaxCrossEntropy]", "Vanishing gradient: a unit of dense1 gets 18.7 times less gradient than one of dense3 (R = -1.27, confidence 100%)"),
        Warning("NG1001", "by its own initializer", "[Network, Input(20)]\n[Dense(64, {|#0:Init = Init.LeCunNormal|}), ReLU]\n" + Times(20, "[Dense(64, Init = Init.LeCunNormal), ReLU]") + "[Dense(10), SoftmaxCrossEntropy]", "Vanishing gradient: a unit of dense1 gets 1024 times less gradient than one of dense21 (R = -3.01, confidence 100%)"),
        Warning("NG1002", "exploding", "[Network(Init = Init.Normal, InitScale = 0.5f), Input(20)]\n[{|#0:Dense(64)|}, ReLU]\n" + Times(5, "[Dense(64), ReLU]") + "[Dense(10), SoftmaxCrossEntropy]", "Exploding gradient: a unit of dense1 gets 181 times more gradient than one of dense6 (R = 2.26, confidence 99.7%)"),
        Info("NG1002", "growing", "[Network(Init = Init.Normal, InitScale = 0.3f), Input(20)]\n[{|#0:Dense(64)|}, ReLU]\n" + Times(5, "[Dense(64), ReLU]") + "[Dense(10), SoftmaxCrossEntropy]", "Exploding gradient: a unit of dense1 gets 14.1 times more gradient than one of dense6 (R = 1.15, confidence 94.1%)"),
        Info("NG1002", "a step too long", "[Network({|#0:LearningRate = 10|}), Input(20)]\n[Dense(64), Tanh]\n[Dense(1), MeanSquaredError]", "Exploding: with a learning rate of 10 the first step changes the weights of dense2 by 1284% of their norm; more than 10% destroys what they hold"),
        Warning("NG1003", "input not scaled", "[Network, Input(20, Mean = 0, Std = 100)]\n[Dense(64), {|#0:Tanh|}]\n[Dense(10), SoftmaxCrossEntropy]", "Saturated: 97.6% of the outputs of dense1 lie where Tanh is flat"),
        Info("NG1003", "input somewhat large", "[Network, Input(20, Mean = 0, Std = 3)]\n[Dense(64), {|#0:Tanh|}]\n[Dense(10), SoftmaxCrossEntropy]", "Saturated: 31.2% of the outputs of dense1 lie where Tanh is flat"),
        Warning("NG1004", "dead", "[Network, Input(20)]\n[Dense(64, BiasInit = Init.Constant, BiasInitScale = -4), {|#0:ReLU|}]\n[Dense(10), SoftmaxCrossEntropy]", "Dead: 92.8% of the units of dense1 give zero for every sample of a batch of 32"),
        Warning("NG1004", "dead for one sample and the others", "[Network(BatchSize = 1), Input(20)]\n[Dense(64, BiasInit = Init.Constant, BiasInitScale = -4), {|#0:ReLU|}]\n[Dense(10), SoftmaxCrossEntropy]", "Dead: 92.8% of the units of dense1 give zero for every one of 32 samples"),
        Info("NG1004", "dying", "[Network, Input(20, Mean = 8, Std = 1)]\n[Dense(64), {|#0:ReLU|}]\n[Dense(10), SoftmaxCrossEntropy]", "Dead: 39.8% of the units of dense1 give zero for every sample of a batch of 32"),
        Warning("NG1005", "alike", "[Network, Input(20)]\n" + Times(3, "[Dense(256), Sigmoid]") + "[{|#0:Dense(256)|}, Sigmoid]\n[Dense(10), SoftmaxCrossEntropy]", "Collapsed: samples look alike in dense4, where the correlation of two of them is only 9.95e-5 below 1"),
        Info("NG1005", "rather alike", "[Network, Input(20)]\n" + Times(30, "[Dense(256), ReLU]") + "[{|#0:Dense(256)|}, ReLU]\n[Dense(10), SoftmaxCrossEntropy]", "Collapsed: samples look alike in dense31, where the correlation of two of them is only 0.026 below 1"),
        Info("NG1006", "amplified noise", "[Network({|#0:Init = Init.HeNormal|}), Input(20)]\n" + Times(12, "[Dense(64), GELU]") + "[Dense(10), SoftmaxCrossEntropy]", "Unpredictable: 13 layers of non-monotone activations with the gain of He's initialisation amplify small differences exponentially; no formula holds there"),
        Info("NG1006", "narrow and deep", "[{|#0:Network|}, Input(20)]\n" + Times(30, "[Dense(8), ReLU]") + "[Dense(10), SoftmaxCrossEntropy]", "Unpredictable: the logarithm of the squared gradient varies by 18.8 between initialisations (formulas hold up to 6); the layers are too narrow for this depth, or few of their units are active"),
        Info("NG1006", "no factor", "[{|#0:Network|}, Input(20)]\n[Dense(64), Softmax]\n[Dense(10), SoftmaxCrossEntropy]", "Unpredictable: no factor for Softmax (softmax1)"),

        Info("NG1007", "of one layer", "[Network, Input(64)]\n[Dense(64, {|#0:Init = Init.LeCunNormal|}), ReLU]\n[Dense(10), SoftmaxCrossEntropy]", "Init.LeCunNormal gives the weights of dense1 a variance of 0.0156, 2 times less than ReLU needs (He's: 0.0312); every such layer shrinks signals and gradients by about 1.41"),
        Info("NG1007", "of the network", "[Network({|#0:Init = Init.Normal|}), Input(1000)]\n[Dense(100), Tanh]\n[Dense(100), Tanh]\n[Dense(1), BinaryCrossEntropy]", "Init.Normal gives the weights of dense1 a variance of 1, 100 times more than Tanh needs (Xavier's: 0.01); every such layer magnifies signals and gradients by about 10"),
        Info("NG1007", "zeros", "[Network, Input(20)]\n[Dense(64, {|#0:Init = Init.Zeros|}), ReLU]\n[Dense(10), SoftmaxCrossEntropy]", "All weights of dense1 start at 0, so that its 64 units compute the same and get the same gradient for ever; leave Init to Init.Auto"),
        Info("NG1007", "scale only", "[Network, Input(20)]\n[Dense(64, {|#0:InitScale = 0.1f|}), ReLU]\n[Dense(10), SoftmaxCrossEntropy]", "Init.HeNormal gives the weights of dense1 a variance of 0.001, 31.2 times less than ReLU needs (He's: 0.0312); every such layer shrinks signals and gradients by about 5.59"),

        Info("NG1008", "bounded classes", "[Network, Input(20)]\n[Dense(10), {|#0:Tanh|}, SoftmaxCrossEntropy]", "Tanh limits the scores to [-1, 1], so that no class of 10 gets more than 45.1% from the softmax in SoftmaxCrossEntropy, and the loss stays above 0.797; remove [Tanh]"),
        Info("NG1008", "bounded chances", "[Network, Input(20)]\n[Dense(1), {|#0:HardSigmoid|}, BinaryCrossEntropy]", "HardSigmoid limits the scores to [0, 1], so that BinaryCrossEntropy, which has its own sigmoid, can only say a chance between 50% and 73.1%; remove [HardSigmoid]"),
        Info("NG1008", "half of the chances", "[Network, Input(20)]\n[Dense(1), {|#0:ReLU|}, BinaryCrossEntropy]", "ReLU limits the scores to 0 and more, so that BinaryCrossEntropy, which has its own sigmoid, can only say a chance of 50% or more; remove [ReLU]"),
        Info("NG1008", "cut off", "[Network, Input(20)]\n[Dense(10), {|#0:ReLU|}, SoftmaxCrossEntropy]", "ReLU limits the scores to 0 and more: SoftmaxCrossEntropy takes any number, and classes whose score is cut off get no gradient; remove [ReLU]"),
        Info("NG1008", "softmax twice", "[Network, Input(20)]\n[Dense(10), {|#0:Softmax|}, LogSoftmax, KLDivergence]", "Softmax and LogSoftmax are applied one after the other: of 10 classes none gets more than 23.2%; remove [Softmax]"),

        Info("NG1009", "squared error", "[Network, Input(20)]\n[Dense(10), Softmax, {|#0:MeanSquaredError|}]", "MeanSquaredError behind Softmax: the gradient of a score is multiplied by p(1-p), which is 0.09 while all 10 classes are equal and 0.0099 where the right class gets 1%, so that the worst mistakes are learned last; use [SoftmaxCrossEntropy] without [Softmax]"),

        Info("NG1010", "eleven", "[Network, Input(20)]\n" + Times(6, "[Dense(64), Sigmoid]") + "[Dense(64), {|#0:Sigmoid|}]\n" + Times(4, "[Dense(64), Sigmoid]") + "[Dense(10), SoftmaxCrossEntropy]", "11 Sigmoid layers: each leaves 0.235 of the gradient per unit (R = -0.629 a layer), so that at most 4 train (R > -2); the gradient is lost from dense7 on"),

        Info("NG1011", "twelve", "[Network, Input(20)]\n" + Times(11, "[Dense(64), BatchNorm, ReLU]") + "[Dense(64), {|#0:BatchNorm|}, ReLU]\n[Dense(10), SoftmaxCrossEntropy]", "12 layers of BatchNorm without a shortcut: each multiplies the gradient per unit by 1.24 on its way back, whatever the initializer (R = 0.092 a layer), so that more than 11 explode (R >= 1); use LayerNorm or fewer layers"),

        Info("NG1014", "two matrices", "[Network, Input(20)]\n[Dense(64)]\n[{|#0:Dense(10)|}, SoftmaxCrossEntropy]", "No activation between dense1 and dense2: together they are one matrix of 20 x 10, 1920 weights for what 200 can do; put an activation such as [ReLU] between them, or leave one of them out"),
        Info("NG1014", "of low rank", "[Network, Input(20)]\n[Dense(4), Linear]\n[{|#0:Dense(10)|}, SoftmaxCrossEntropy]", "No activation between dense1 and dense2: together they are one matrix of 20 x 10 of rank 4; put an activation such as [ReLU] between them, unless the low rank is meant"),

        Info("NG1015", "before a norm", "[Network, Input(20)]\n[Dense(64), ReLU, {|#0:Dropout(0.5f)|}]\n[Dense(64), LayerNorm, ReLU]\n[Dense(10), SoftmaxCrossEntropy]", "dropout1 stands before layernorm1: dropout of 50% multiplies the mean square by 2 in training and leaves it alone afterwards, so that the norm's scale fits only one of the two; put the dropout behind the norm"),

        Info("NG1016", "undeclared", "[Network, {|#0:Input(20)|}]\n[Dense(10), SoftmaxCrossEntropy]", "The prediction assumes inputs of mean 0 and deviation 1; say so, or what holds instead: Mean = 0, Std = 1"),
        Info("NG1016", "large", "[Network, Input(20, Mean = 500, {|#0:Std = 289|})]\n[Dense(10), SoftmaxCrossEntropy]", "Inputs of mean 500 and deviation 289 have a root mean square of 578, and initializers expect 1: signals of the first layer and the gradient of its weights are 578 times larger than they should be; standardise the data (DataSet.Standardize)"),
        Info("NG1016", "always zero", "[Network, Input(20, Mean = 0, {|#0:Std = 0|})]\n[Dense(10), SoftmaxCrossEntropy]", "Inputs of mean 0 and deviation 0 are always 0: nothing can be learned from them; declare what the data has"),
        Info("NG1016", "small", "[Network, Input(20, {|#0:Std = 0.01f|})]\n[Dense(10), SoftmaxCrossEntropy]", "Inputs of mean 0 and deviation 0.01 have a root mean square of 0.01, and initializers expect 1: signals of the first layer and the gradient of its weights are 100 times smaller than they should be; standardise the data (DataSet.Standardize)"),

        Info("NG1017", "500 to 4", "[Network, Input(20)]\n[Dense(500), ReLU]\n[Dense({|#0:4|}), ReLU]\n[Dense(10), SoftmaxCrossEntropy]", "dense2 makes 4 values of 500, 125 times fewer: all that the layers before it learn from a sample comes through 4 numbers, whose randomness spreads the logarithm of the squared gradient by about 1.25; narrow in steps"),
    ];

    public static TheoryData<string, string> Clean { get; } = new()
    {
        { "ReLU with He", Class("[Network, Input(20, Std = 1)]\n" + Times(11, "[Dense(64), ReLU]") + "[Dense(10), SoftmaxCrossEntropy]") },
        { "half of ReLU's units at a single sample", Class("[Network(BatchSize = 1), Input(20, Std = 1)]\n[Dense(64), ReLU]\n[Dense(64), ReLU]\n[Dense(4), SoftmaxCrossEntropy]") },
        { "an error of the declaration", Class("[Network, Input(20)]\n[Dense(0), Sigmoid]\n" + Times(11, "[Dense(64), Sigmoid]") + "[Dense(10), SoftmaxCrossEntropy]") },
        { "suitable initializers", Class("[Network, Input(20, Std = 1)]\n[Dense(64, Init = Init.HeNormalFanOut), ReLU]\n[Dense(64, Init = Init.LeCunUniform), Tanh]\n[Dense(64, Init = Init.Orthogonal), Tanh]\n[Dense(64, Init = Init.Orthogonal, InitScale = 1.4142135f), ReLU]\n[Dense(1), BinaryCrossEntropy]") },
        { "a norm before dropout", Class("[Network, Input(20, Std = 1)]\n[Dense(64), LayerNorm, ReLU, Dropout(0.5f)]\n[Dense(10), SoftmaxCrossEntropy]") },
        { "layer norms in depth", Class("[Network, Input(20, Std = 1)]\n" + Times(12, "[Dense(64), LayerNorm, Tanh]") + "[Dense(10), SoftmaxCrossEntropy]") },
        { "a narrow output", Class("[Network, Input(1000, Std = 1)]\n[Dense(100), Tanh]\n[Dense(1), Sigmoid, MeanSquaredError]") },
        { "an activation before a distance", Class("[Network, Input(20, Std = 1)]\n[Dense(10), Tanh, MeanSquaredError]") },
        { "no network", "[System.Serializable]\npublic class Net;\n" },
        { "a pragma", "using NetGen;\n\n#pragma warning disable NG1001, NG1005, NG1010\n[Network, Input(20, Std = 1)]\n" + Times(11, "[Dense(64), Sigmoid]") + "[Dense(10), SoftmaxCrossEntropy]\npublic partial class Net;\n" },
    };

    private static RuleCase Warning(string id, string name, string attributes, string message) =>
        new(id, DiagnosticSeverity.Warning, name, Class(attributes), message);

    private static RuleCase Info(string id, string name, string attributes, string message) =>
        new(id, DiagnosticSeverity.Info, name, Class(attributes), message);
}
