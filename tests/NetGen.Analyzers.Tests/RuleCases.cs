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
        Info("NG1004", "dying", "[Network, Input(20, Mean = 8, Std = 1)]\n[Dense(64), {|#0:ReLU|}]\n[Dense(10), SoftmaxCrossEntropy]", "Dead: 39.8% of the units of dense1 give zero for every sample of a batch of 32"),
        Warning("NG1005", "alike", "[Network, Input(20)]\n" + Times(3, "[Dense(256), Sigmoid]") + "[{|#0:Dense(256)|}, Sigmoid]\n[Dense(10), SoftmaxCrossEntropy]", "Collapsed: samples look alike in dense4, where the correlation of two of them is only 9.95e-5 below 1"),
        Info("NG1005", "rather alike", "[Network, Input(20)]\n" + Times(30, "[Dense(256), ReLU]") + "[{|#0:Dense(256)|}, ReLU]\n[Dense(10), SoftmaxCrossEntropy]", "Collapsed: samples look alike in dense31, where the correlation of two of them is only 0.026 below 1"),
        Info("NG1006", "amplified noise", "[Network({|#0:Init = Init.HeNormal|}), Input(20)]\n" + Times(12, "[Dense(64), GELU]") + "[Dense(10), SoftmaxCrossEntropy]", "Unpredictable: 13 layers of non-monotone activations with the gain of He's initialisation amplify small differences exponentially; no formula holds there"),
        Info("NG1006", "narrow and deep", "[{|#0:Network|}, Input(20)]\n" + Times(30, "[Dense(8), ReLU]") + "[Dense(10), SoftmaxCrossEntropy]", "Unpredictable: the logarithm of the squared gradient varies by 18.8 between initialisations (formulas hold up to 6); the layers are too narrow for this depth, or few of their units are active"),
        Info("NG1006", "no factor", "[{|#0:Network|}, Input(20)]\n[Dense(64), RReLU]\n[Dense(10), SoftmaxCrossEntropy]", "Unpredictable: no factor for RReLU (rrelu1)"),
    ];

    public static TheoryData<string, string> Clean { get; } = new()
    {
        { "ReLU with He", Class("[Network, Input(20)]\n" + Times(11, "[Dense(64), ReLU]") + "[Dense(10), SoftmaxCrossEntropy]") },
        { "an error of the declaration", Class("[Network, Input(20)]\n[Dense(0), Sigmoid]\n" + Times(11, "[Dense(64), Sigmoid]") + "[Dense(10), SoftmaxCrossEntropy]") },
        { "no network", "[System.Serializable]\npublic class Net;\n" },
        { "a pragma", "using NetGen;\n\n#pragma warning disable NG1001, NG1005\n[Network, Input(20)]\n" + Times(11, "[Dense(64), Sigmoid]") + "[Dense(10), SoftmaxCrossEntropy]\npublic partial class Net;\n" },
    };

    private static RuleCase Warning(string id, string name, string attributes, string message) =>
        new(id, DiagnosticSeverity.Warning, name, Class(attributes), message);

    private static RuleCase Info(string id, string name, string attributes, string message) =>
        new(id, DiagnosticSeverity.Info, name, Class(attributes), message);
}
