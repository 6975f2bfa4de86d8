using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Adam with a step for each weight matrix in proportion to its norm, for large batches.</summary>
/// <remarks>
/// u = m̂/(√v̂ + ε) + λw with the moments of <see cref="Adam"/>; w ← w − η·r·u, where r = ‖w‖/‖u‖ for a weight matrix. r is 1
/// where either norm is 0, and for biases, magnitudes and slopes, as usual. You et al. 2020, "Large Batch Optimization for Deep
/// Learning: Training BERT in 76 minutes", with φ the identity.
/// </remarks>
public sealed class LAMB : Optimizer
{
    private static readonly string[] s_states = ["exp_avg", "exp_avg_sq"];

    private AlignedBuffer _direction = new(0);

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="beta1">β₁; 0 to below 1.</param>
    /// <param name="beta2">β₂; 0 to below 1.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="weightDecay">λ; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public LAMB(float learningRate = 1e-3f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-6, float weightDecay = 0.01f)
        : base(learningRate, weightDecay)
    {
        Beta1 = Hyperparameter.DecayRate(beta1);
        Beta2 = Hyperparameter.DecayRate(beta2);
        Epsilon = Hyperparameter.Epsilon(epsilon);
    }

    /// <summary>The decay rate of the first moment.</summary>
    public double Beta1 { get; }

    /// <summary>The decay rate of the second moment.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to the divisor.</summary>
    public double Epsilon { get; }

    private protected override string[] StateNames => s_states;

    // The norms of whole tensors come between two walks over them.
    private protected override bool CanShare => false;

    private protected override void Prepare(NetworkInfo network) => _direction = new AlignedBuffer(network.BufferLength, stagger: 28);

    private protected override void Apply(in UpdateTask task)
    {
        double inverse = 1 / Math.Sqrt(StepPowers.Filled(Beta2, task.Step));
        double correction = 1 / StepPowers.Filled(Beta1, task.Step);
        var rule = new DirectionRule(task.WeightDecay, Beta1, Beta2, inverse, Epsilon, correction);
        for (int i = 0; i < task.Segments.Length; i++)
        {
            ReadOnlySpan<UpdateSegment> segment = task.Segments.Slice(i, 1);
            ref UpdateStatistics statistics = ref task.Statistics[segment[0].Index];
            // The driver measures what it stores: first u, then w as it is, then w as it becomes.
            ElementwiseUpdate.Run(rule, task.For(segment, ref task.Gradients, ref _direction.Reference));
            double ratio = 1;
            if (segment[0].IsWeight)
            {
                double direction = Math.Sqrt(statistics.WeightSquares);
                ElementwiseUpdate.Measure(task.For(segment, ref task.Gradients, ref task.Weights));
                double weight = Math.Sqrt(statistics.WeightSquares);
                ratio = direction > 0 && weight > 0 ? weight / direction : 1;
            }

            ElementwiseUpdate.Run(new StepRule(-task.LearningRate * ratio), task.For(segment, ref _direction.Reference, ref task.Weights));
        }
    }

    private readonly struct DirectionRule(double decay, double beta1, double beta2, double inverse, double epsilon, double correction) : IUpdateRule
    {
        private readonly float _decay = (float)decay;
        private readonly float _beta1 = (float)beta1;
        private readonly float _fresh1 = (float)(1 - beta1);
        private readonly float _beta2 = (float)beta2;
        private readonly float _fresh2 = (float)(1 - beta2);
        private readonly float _inverse = (float)inverse;
        private readonly float _epsilon = (float)epsilon;
        private readonly float _correction = (float)correction;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_decay, _beta1, _fresh1, _beta2, _fresh2, _inverse, _epsilon, _correction);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V beta1, V fresh1, V beta2, V fresh2, V inverse, V epsilon, V correction) = (c.A, c.B, c.C, c.D, c.E, c.F, c.G, c.H);
            s0 = V.FusedMultiplyAdd(fresh1, gradient, beta1 * s0);
            s1 = V.FusedMultiplyAdd(fresh2 * gradient, gradient, beta2 * s1);
            V divisor = V.FusedMultiplyAdd(V.Sqrt(s1), inverse, epsilon);
            return V.FusedMultiplyAdd(decay, weight, correction * s0 / divisor);
        }
    }

    private readonly struct StepRule(double step) : IUpdateRule
    {
        private readonly float _step = (float)step;

        public static int StateCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_step);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V> => V.FusedMultiplyAdd(c.A, gradient, weight);
    }
}
