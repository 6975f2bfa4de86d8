using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Adam that divides by how far gradients lie from their prediction, instead of by their size.</summary>
/// <remarks>
/// m ← β₁m + (1 − β₁)g; s ← β₂s + (1 − β₂)(g − m)² + ε; w ← (1 − ηλ)w − η·m̂/(√ŝ + ε), with m̂ = m/(1 − β₁ᵗ) and ŝ = s/(1 − β₂ᵗ).
/// Zhuang et al. 2020, "AdaBelief Optimizer: Adapting Stepsizes by the Belief in Observed Gradients". ε acts like the square
/// of Adam's. Weight decay is decoupled, as in the authors' code, whose rectification is left off.
/// </remarks>
public sealed class AdaBelief : Optimizer
{
    private static readonly string[] s_states = ["exp_avg", "exp_avg_var"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="beta1">β₁; 0 to below 1.</param>
    /// <param name="beta2">β₂; 0 to below 1.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="weightDecay">λ; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public AdaBelief(float learningRate = 1e-3f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-16, float weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Beta1 = Hyperparameter.DecayRate(beta1);
        Beta2 = Hyperparameter.DecayRate(beta2);
        Epsilon = Hyperparameter.Epsilon(epsilon);
    }

    /// <summary>The decay rate of the average gradient.</summary>
    public double Beta1 { get; }

    /// <summary>The decay rate of the variance.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to the variance at every step, and to the divisor.</summary>
    public double Epsilon { get; }

    private protected override string[] StateNames => s_states;

    private protected override void Apply(in UpdateTask task)
    {
        double inverse = 1 / Math.Sqrt(StepPowers.Filled(Beta2, task.Step));
        double step = -task.LearningRate / StepPowers.Filled(Beta1, task.Step);
        ElementwiseUpdate.Run(new Rule(1 - (task.LearningRate * task.WeightDecay), Beta1, Beta2, inverse, Epsilon, step), task);
    }

    private readonly struct Rule(double shrink, double beta1, double beta2, double inverse, double epsilon, double step) : IUpdateRule
    {
        private readonly float _shrink = (float)shrink;
        private readonly float _beta1 = (float)beta1;
        private readonly float _fresh1 = (float)(1 - beta1);
        private readonly float _beta2 = (float)beta2;
        private readonly float _fresh2 = (float)(1 - beta2);
        private readonly float _inverse = (float)inverse;
        private readonly float _epsilon = (float)epsilon;
        private readonly float _step = (float)step;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_shrink, _beta1, _fresh1, _beta2, _fresh2, _inverse, _epsilon, _step);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V shrink, V beta1, V fresh1, V beta2, V fresh2, V inverse, V epsilon, V step) = (c.A, c.B, c.C, c.D, c.E, c.F, c.G, c.H);
            s0 = V.FusedMultiplyAdd(fresh1, gradient, beta1 * s0);
            V surprise = gradient - s0;
            s1 = V.FusedMultiplyAdd(fresh2 * surprise, surprise, V.FusedMultiplyAdd(beta2, s1, epsilon));
            V divisor = V.FusedMultiplyAdd(V.Sqrt(s1), inverse, epsilon);
            return V.FusedMultiplyAdd(step, s0 / divisor, shrink * weight);
        }
    }
}
