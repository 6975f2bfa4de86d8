using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Adam with the infinity norm in place of the second moment (PyTorch <c>Adamax</c>).</summary>
/// <remarks>
/// d = g + λw; m ← β₁m + (1 − β₁)d; u ← max(β₂u, |d| + ε); w ← w − η/(1 − β₁ᵗ)·m/u. Kingma and Ba 2015, section 7.1.
/// </remarks>
public sealed class Adamax : Optimizer
{
    private static readonly string[] s_states = ["exp_avg", "exp_inf"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="beta1">β₁; 0 to below 1.</param>
    /// <param name="beta2">β₂; 0 to below 1.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="weightDecay">λ, added to the gradient; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public Adamax(float learningRate = 2e-3f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, float weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Beta1 = Hyperparameter.DecayRate(beta1);
        Beta2 = Hyperparameter.DecayRate(beta2);
        Epsilon = Hyperparameter.Epsilon(epsilon);
    }

    /// <summary>The decay rate of the first moment.</summary>
    public double Beta1 { get; }

    /// <summary>The decay rate of the infinity norm.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to each magnitude.</summary>
    public double Epsilon { get; }

    private protected override string[] StateNames => s_states;

    private protected override void Apply(in UpdateTask task) => ElementwiseUpdate.Run(
        new Rule(task.WeightDecay, Beta1, Beta2, Epsilon, -task.LearningRate / StepPowers.Filled(Beta1, task.Step)), task);

    private readonly struct Rule(double decay, double beta1, double beta2, double epsilon, double step) : IUpdateRule
    {
        private readonly float _decay = (float)decay;
        private readonly float _beta1 = (float)beta1;
        private readonly float _fresh1 = (float)(1 - beta1);
        private readonly float _beta2 = (float)beta2;
        private readonly float _epsilon = (float)epsilon;
        private readonly float _step = (float)step;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_decay, _beta1, _fresh1, _beta2, _epsilon, _step);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V beta1, V fresh1, V beta2, V epsilon, V step) = (c.A, c.B, c.C, c.D, c.E, c.F);
            V direction = V.FusedMultiplyAdd(decay, weight, gradient);
            s0 = V.FusedMultiplyAdd(fresh1, direction, beta1 * s0);
            V faded = beta2 * s1;
            V magnitude = V.Abs(direction) + epsilon;
            s1 = V.WhereGreater(faded, magnitude, faded, magnitude);
            return V.FusedMultiplyAdd(step, s0 / s1, weight);
        }
    }
}
