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
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_shrink, _difference, _beta1, _fresh1, _beta2, _fresh2, _beta3, _fresh3, _inverse, _epsilon, _step, _look);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V shrink, V ofDifference, V beta1, V fresh1, V beta2, V fresh2, V beta3, V fresh3) = (c.A, c.B, c.C, c.D, c.E, c.F, c.G, c.H);
            (V inverse, V epsilon, V ofMomentum, V look) = (c.I, c.J, c.K, c.L);
            V difference = (gradient - s3) * ofDifference;
            s0 = V.FusedMultiplyAdd(fresh1, gradient, beta1 * s0);
            s1 = V.FusedMultiplyAdd(fresh2, difference, beta2 * s1);
            V ahead = V.FusedMultiplyAdd(beta2, difference, gradient);
            s2 = V.FusedMultiplyAdd(fresh3 * ahead, ahead, beta3 * s2);
            s3 = gradient;
            V divisor = V.FusedMultiplyAdd(V.Sqrt(s2), inverse, epsilon);
            V step = V.FusedMultiplyAdd(look, s1, ofMomentum * s0);
            return shrink * (weight + (step / divisor));
        }
    }
}
