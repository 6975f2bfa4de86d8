using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Steps divided by the root of the sum of all squared gradients (PyTorch <c>Adagrad</c>).</summary>
/// <remarks>
/// d = g + λw; s ← s + d²; w ← w − η/(1 + (t − 1)δ)·d/(√s + ε). Duchi, Hazan and Singer 2011, "Adaptive Subgradient Methods for
/// Online Learning and Stochastic Optimization".
/// </remarks>
public sealed class Adagrad : Optimizer
{
    private static readonly string[] s_states = ["sum"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="learningRateDecay">δ; at least 0.</param>
    /// <param name="initialAccumulator">What s starts at; at least 0.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="weightDecay">λ, added to the gradient; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public Adagrad(
        float learningRate = 1e-2f, double learningRateDecay = 0, double initialAccumulator = 0, double epsilon = 1e-10, float weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        LearningRateDecay = Hyperparameter.AtLeastZero(learningRateDecay);
        InitialAccumulator = Hyperparameter.AtLeastZero(initialAccumulator);
        Epsilon = Hyperparameter.Epsilon(epsilon);
    }

    /// <summary>The decay δ of the learning rate.</summary>
    public double LearningRateDecay { get; }

    /// <summary>What the sums start at.</summary>
    public double InitialAccumulator { get; }

    /// <summary>What is added to the divisor.</summary>
    public double Epsilon { get; }

    private protected override string[] StateNames => s_states;

    private protected override float InitialState(int state, float learningRateScale) => (float)InitialAccumulator;

    private protected override void Apply(in UpdateTask task) => ElementwiseUpdate.Run(
        new Rule(task.WeightDecay, Epsilon, -task.LearningRate / (1 + ((task.Step - 1) * LearningRateDecay))), task);

    private readonly struct Rule(double decay, double epsilon, double step) : IUpdateRule
    {
        private readonly float _decay = (float)decay;
        private readonly float _epsilon = (float)epsilon;
        private readonly float _step = (float)step;

        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_decay, _epsilon, _step);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V epsilon, V step) = (c.A, c.B, c.C);
            V direction = V.FusedMultiplyAdd(decay, weight, gradient);
            s0 = V.FusedMultiplyAdd(direction, direction, s0);
            return V.FusedMultiplyAdd(step, direction / (V.Sqrt(s0) + epsilon), weight);
        }
    }
}
