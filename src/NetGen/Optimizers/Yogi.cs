using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Adam whose second moment moves by an amount that does not depend on its own size, so that it forgets slowly.</summary>
/// <remarks>
/// d = g + λw; m ← β₁m + (1 − β₁)d; v ← v − (1 − β₂)·sign(v − d²)·d²; w ← w − η·m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and
/// v̂ = v/(1 − β₂ᵗ); v starts at 1e-6. Zaheer et al. 2018, "Adaptive Methods for Nonconvex Optimization", with the bias
/// corrections that TensorFlow and Optax add.
/// </remarks>
public sealed class Yogi : Optimizer
{
    private static readonly string[] s_states = ["exp_avg", "exp_avg_sq"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="beta1">β₁; 0 to below 1.</param>
    /// <param name="beta2">β₂; 0 to below 1.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="initialAccumulator">What v starts at; at least 0.</param>
    /// <param name="weightDecay">λ, added to the gradient; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public Yogi(
        float learningRate = 1e-2f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-3, double initialAccumulator = 1e-6, float weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Beta1 = Hyperparameter.DecayRate(beta1);
        Beta2 = Hyperparameter.DecayRate(beta2);
        Epsilon = Hyperparameter.Epsilon(epsilon);
        InitialAccumulator = Hyperparameter.AtLeastZero(initialAccumulator);
    }

    /// <summary>The decay rate of the first moment.</summary>
    public double Beta1 { get; }

    /// <summary>The rate of the second moment.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to the divisor.</summary>
    public double Epsilon { get; }

    /// <summary>What the second moment starts at.</summary>
    public double InitialAccumulator { get; }

    private protected override string[] StateNames => s_states;

    private protected override float InitialState(int state, float learningRateScale) => state == 1 ? (float)InitialAccumulator : 0f;

    private protected override void Apply(in UpdateTask task)
    {
        double inverse = 1 / Math.Sqrt(StepPowers.Filled(Beta2, task.Step));
        double step = -task.LearningRate / StepPowers.Filled(Beta1, task.Step);
        ElementwiseUpdate.Run(new Rule(task.WeightDecay, Beta1, Beta2, inverse, Epsilon, step), task);
    }

    private readonly struct Rule(double decay, double beta1, double beta2, double inverse, double epsilon, double step) : IUpdateRule
    {
        private readonly float _decay = (float)decay;
        private readonly float _beta1 = (float)beta1;
        private readonly float _fresh1 = (float)(1 - beta1);
        private readonly float _fresh2 = (float)(1 - beta2);
        private readonly float _inverse = (float)inverse;
        private readonly float _epsilon = (float)epsilon;
        private readonly float _step = (float)step;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_decay, _beta1, _fresh1, _fresh2, _inverse, _epsilon, _step);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V beta1, V fresh1, V fresh2, V inverse, V epsilon, V step) = (c.A, c.B, c.C, c.D, c.E, c.F, c.G);
            V direction = V.FusedMultiplyAdd(decay, weight, gradient);
            s0 = V.FusedMultiplyAdd(fresh1, direction, beta1 * s0);
            V square = direction * direction;
            s1 = V.FusedMultiplyAdd(fresh2 * square, LaneSigns.Sign(square - s1), s1);
            V divisor = V.FusedMultiplyAdd(V.Sqrt(s1), inverse, epsilon);
            return V.FusedMultiplyAdd(step, s0 / divisor, weight);
        }
    }
}
