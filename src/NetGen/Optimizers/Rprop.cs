using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Steps whose size depends on whether the gradient keeps its sign, for full batches (PyTorch <c>Rprop</c>).</summary>
/// <remarks>
/// d = g + λw; Δ ← η⁺Δ where d·d′ &gt; 0, η⁻Δ where d·d′ &lt; 0, limited to [Δmin, Δmax]; where d·d′ &lt; 0, d ← 0;
/// w ← w − sign(d)·Δ; d′ ← d. Δ starts at the learning rate, which has no effect after the first step. Riedmiller and Braun
/// 1993, "A direct adaptive method for faster backpropagation learning: the RPROP algorithm".
/// </remarks>
public sealed class Rprop : Optimizer
{
    private static readonly string[] s_states = ["prev", "step_size"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">The first step size; greater than 0.</param>
    /// <param name="decrease">η⁻; between 0 and 1.</param>
    /// <param name="increase">η⁺; greater than 1.</param>
    /// <param name="smallestStep">Δmin; greater than 0.</param>
    /// <param name="largestStep">Δmax; at least Δmin.</param>
    /// <param name="weightDecay">λ, added to the gradient; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public Rprop(
        float learningRate = 1e-2f, double decrease = 0.5, double increase = 1.2, double smallestStep = 1e-6, double largestStep = 50, float weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Decrease = decrease is > 0 and < 1 ? decrease : throw new ArgumentOutOfRangeException(
            nameof(decrease), decrease, $"decrease is {decrease}; it must be greater than 0 and less than 1.");
        Increase = increase is > 1 and <= float.MaxValue ? increase : throw new ArgumentOutOfRangeException(
            nameof(increase), increase, $"increase is {increase}; it must be a finite number greater than 1.");
        SmallestStep = Hyperparameter.Positive(smallestStep);
        LargestStep = Hyperparameter.Positive(largestStep) >= smallestStep ? largestStep : throw new ArgumentOutOfRangeException(
            nameof(largestStep), largestStep, $"largestStep is {largestStep}; it must be at least smallestStep, {smallestStep}.");
    }

    /// <summary>The factor η⁻ where the gradient changed its sign.</summary>
    public double Decrease { get; }

    /// <summary>The factor η⁺ where the gradient kept its sign.</summary>
    public double Increase { get; }

    /// <summary>The smallest step Δmin.</summary>
    public double SmallestStep { get; }

    /// <summary>The largest step Δmax.</summary>
    public double LargestStep { get; }

    private protected override string[] StateNames => s_states;

    private protected override float InitialState(int state, float learningRateScale) => state == 1 ? LearningRate * learningRateScale : 0f;

    private protected override void Apply(in UpdateTask task) =>
        ElementwiseUpdate.Run(new Rule(task.WeightDecay, Decrease, Increase, SmallestStep, LargestStep), task);

    private readonly struct Rule(double decay, double decrease, double increase, double smallest, double largest) : IUpdateRule
    {
        private readonly float _decay = (float)decay;
        private readonly float _decrease = (float)decrease;
        private readonly float _increase = (float)increase;
        private readonly float _smallest = (float)smallest;
        private readonly float _largest = (float)largest;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_decay, _decrease, _increase, _smallest, _largest);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V decrease, V increase, V smallest, V largest) = (c.A, c.B, c.C, c.D, c.E);
            V zero = V.Create(0f);
            V direction = V.FusedMultiplyAdd(decay, weight, gradient);
            // The product of the signs, because that of the values may underflow.
            V kept = LaneSigns.Sign(direction) * LaneSigns.Sign(s0);
            V factor = V.WhereGreater(kept, zero, increase, V.WhereGreater(zero, kept, decrease, V.Create(1f)));
            V size = s1 * factor;
            size = V.WhereGreater(smallest, size, smallest, size);
            s1 = V.WhereGreater(size, largest, largest, size);
            s0 = V.WhereGreater(zero, kept, zero, direction);
            return weight - (LaneSigns.Sign(s0) * s1);
        }
    }
}
