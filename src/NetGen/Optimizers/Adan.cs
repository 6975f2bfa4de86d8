using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Nesterov's momentum from the difference of successive gradients, with adaptive steps.</summary>
/// <remarks>
/// δ = g − g′ with the previous gradient g′ (δ = 0 at the first step); m ← β₁m + (1 − β₁)g; u ← β₂u + (1 − β₂)δ;
/// n ← β₃n + (1 − β₃)(g + β₂δ)²; w ← (w − η·(m̂ + β₂û)/(√n̂ + ε))/(1 + ηλ), where the hats divide by 1 − βᵗ. Xie et al. 2022,
/// "Adan: Adaptive Nesterov Momentum Algorithm for Faster Optimizing Deep Models", with the meaning of the rates, the defaults
/// and the bias corrections of the authors' code.
/// </remarks>
public sealed class Adan : Optimizer
{
    private static readonly string[] s_states = ["exp_avg", "exp_avg_diff", "exp_avg_sq", "pre_grad"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="beta1">β₁; 0 to below 1.</param>
    /// <param name="beta2">β₂; 0 to below 1.</param>
    /// <param name="beta3">β₃; 0 to below 1.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="weightDecay">λ; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public Adan(
        float learningRate = 1e-3f, double beta1 = 0.98, double beta2 = 0.92, double beta3 = 0.99, double epsilon = 1e-8, float weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Beta1 = Hyperparameter.DecayRate(beta1);
        Beta2 = Hyperparameter.DecayRate(beta2);
        Beta3 = Hyperparameter.DecayRate(beta3);
        Epsilon = Hyperparameter.Epsilon(epsilon);
    }

    /// <summary>The decay rate of the average gradient.</summary>
    public double Beta1 { get; }

    /// <summary>The decay rate of the average difference.</summary>
    public double Beta2 { get; }

    /// <summary>The decay rate of the second moment.</summary>
    public double Beta3 { get; }

    /// <summary>What is added to the divisor.</summary>
    public double Epsilon { get; }

    private protected override string[] StateNames => s_states;

    private protected override void Apply(in UpdateTask task)
    {
        double inverse = 1 / Math.Sqrt(StepPowers.Filled(Beta3, task.Step));
        double step = -task.LearningRate / StepPowers.Filled(Beta1, task.Step);
        double look = -task.LearningRate * Beta2 / StepPowers.Filled(Beta2, task.Step);
        double shrink = 1 / (1 + (task.LearningRate * task.WeightDecay));
        double difference = task.Step == 1 ? 0 : 1;
        ElementwiseUpdate.Run(new Rule(shrink, difference, Beta1, Beta2, Beta3, inverse, Epsilon, step, look), task);
    }

    private readonly struct Rule(
        double shrink, double difference, double beta1, double beta2, double beta3, double inverse, double epsilon, double step, double look) : IUpdateRule
    {
        private readonly float _shrink = (float)shrink;
        private readonly float _difference = (float)difference;
        private readonly float _beta1 = (float)beta1;
        private readonly float _fresh1 = (float)(1 - beta1);
        private readonly float _beta2 = (float)beta2;
        private readonly float _fresh2 = (float)(1 - beta2);
        private readonly float _beta3 = (float)beta3;
        private readonly float _fresh3 = (float)(1 - beta3);
        private readonly float _inverse = (float)inverse;
        private readonly float _epsilon = (float)epsilon;
        private readonly float _step = (float)step;
        private readonly float _look = (float)look;

        public static int StateCount => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V Apply<V>(V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            V beta2 = V.Create(_beta2);
            V difference = (gradient - s3) * V.Create(_difference);
            s0 = V.FusedMultiplyAdd(V.Create(_fresh1), gradient, V.Create(_beta1) * s0);
            s1 = V.FusedMultiplyAdd(V.Create(_fresh2), difference, beta2 * s1);
            V ahead = V.FusedMultiplyAdd(beta2, difference, gradient);
            s2 = V.FusedMultiplyAdd(V.Create(_fresh3) * ahead, ahead, V.Create(_beta3) * s2);
            s3 = gradient;
            V divisor = V.FusedMultiplyAdd(V.Sqrt(s2), V.Create(_inverse), V.Create(_epsilon));
            V step = V.FusedMultiplyAdd(V.Create(_look), s1, V.Create(_step) * s0);
            return V.Create(_shrink) * (weight + (step / divisor));
        }
    }
}
