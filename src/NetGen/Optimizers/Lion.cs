using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Steps of one size in the direction of the sign of an interpolated momentum.</summary>
/// <remarks>
/// w ← (1 − ηλ)w − η·sign(β₁m + (1 − β₁)g); m ← β₂m + (1 − β₂)g. Chen et al. 2023, "Symbolic Discovery of Optimization
/// Algorithms". Needs a learning rate 3 to 10 times smaller than Adam's, and a weight decay as much larger.
/// </remarks>
public sealed class Lion : Optimizer
{
    private static readonly string[] s_states = ["exp_avg"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="beta1">β₁; 0 to below 1.</param>
    /// <param name="beta2">β₂; 0 to below 1.</param>
    /// <param name="weightDecay">λ; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public Lion(float learningRate = 1e-4f, double beta1 = 0.9, double beta2 = 0.99, float weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Beta1 = Hyperparameter.DecayRate(beta1);
        Beta2 = Hyperparameter.DecayRate(beta2);
    }

    /// <summary>The share of the momentum in the direction of the step.</summary>
    public double Beta1 { get; }

    /// <summary>The decay rate of the momentum.</summary>
    public double Beta2 { get; }

    private protected override string[] StateNames => s_states;

    private protected override void Apply(in UpdateTask task) => ElementwiseUpdate.Run(
        new Rule(1 - (task.LearningRate * task.WeightDecay), Beta1, Beta2, -task.LearningRate), task);

    private readonly struct Rule(double shrink, double beta1, double beta2, double step) : IUpdateRule
    {
        private readonly float _shrink = (float)shrink;
        private readonly float _beta1 = (float)beta1;
        private readonly float _fresh1 = (float)(1 - beta1);
        private readonly float _beta2 = (float)beta2;
        private readonly float _fresh2 = (float)(1 - beta2);
        private readonly float _step = (float)step;

        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_shrink, _beta1, _fresh1, _beta2, _fresh2, _step);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V shrink, V beta1, V fresh1, V beta2, V fresh2, V step) = (c.A, c.B, c.C, c.D, c.E, c.F);
            V direction = V.FusedMultiplyAdd(fresh1, gradient, beta1 * s0);
            s0 = V.FusedMultiplyAdd(fresh2, gradient, beta2 * s0);
            return V.FusedMultiplyAdd(step, LaneSigns.Sign(direction), shrink * weight);
        }
    }
}
