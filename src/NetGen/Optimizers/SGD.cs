using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Stochastic gradient descent, plain or with momentum (PyTorch <c>SGD</c>).</summary>
/// <remarks>
/// d = g + λw; without momentum w ← w − ηd. With momentum μ and dampening τ: b ← μb + (1 − τ)d (b = d at the first step), and
/// w ← w − ηb, or with Nesterov's momentum w ← w − η(d + μb). Sutskever et al. 2013, "On the importance of initialization and
/// momentum in deep learning"; the learning rate multiplies the velocity, as in PyTorch.
/// </remarks>
public sealed class SGD : Optimizer
{
    private static readonly string[] s_states = ["momentum_buffer"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="momentum">μ; 0 (the default) for none, less than 1.</param>
    /// <param name="dampening">τ; 0 to 1.</param>
    /// <param name="nesterov">Whether to look ahead; needs momentum and no dampening.</param>
    /// <param name="weightDecay">λ; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    /// <exception cref="ArgumentException">Nesterov's momentum without momentum or with dampening.</exception>
    public SGD(float learningRate, double momentum = 0, double dampening = 0, bool nesterov = false, float weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Momentum = Hyperparameter.DecayRate(momentum);
        Dampening = Hyperparameter.Fraction(dampening);
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException(
                $"Nesterov's momentum needs momentum greater than 0 and dampening 0; given were momentum {momentum} and dampening {dampening}.", nameof(nesterov));
        }

        Nesterov = nesterov;
    }

    /// <summary>The momentum μ.</summary>
    public double Momentum { get; }

    /// <summary>The dampening τ.</summary>
    public double Dampening { get; }

    /// <summary>Whether the momentum is Nesterov's.</summary>
    public bool Nesterov { get; }

    private protected override string[] StateNames => Momentum > 0 ? s_states : [];

    private protected override void Apply(in UpdateTask task)
    {
        float decay = (float)task.WeightDecay;
        float step = (float)-task.LearningRate;
        if (Momentum == 0)
        {
            ElementwiseUpdate.Run(new PlainRule(decay, step), task);
            return;
        }

        // The first gradient enters undamped: with a velocity of 0, b = 1·d.
        float fresh = task.Step == 1 ? 1f : (float)(1 - Dampening);
        if (Nesterov)
        {
            ElementwiseUpdate.Run(new NesterovRule(decay, step, (float)Momentum), task);
        }
        else
        {
            ElementwiseUpdate.Run(new MomentumRule(decay, step, (float)Momentum, fresh), task);
        }
    }

    private readonly struct PlainRule(float decay, float step) : IUpdateRule
    {
        public static int StateCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(decay, step);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V step) = (c.A, c.B);
            V direction = V.FusedMultiplyAdd(decay, weight, gradient);
            return V.FusedMultiplyAdd(step, direction, weight);
        }
    }

    private readonly struct MomentumRule(float decay, float step, float momentum, float fresh) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(decay, step, momentum, fresh);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V step, V momentum, V fresh) = (c.A, c.B, c.C, c.D);
            V direction = V.FusedMultiplyAdd(decay, weight, gradient);
            s0 = V.FusedMultiplyAdd(momentum, s0, fresh * direction);
            return V.FusedMultiplyAdd(step, s0, weight);
        }
    }

    private readonly struct NesterovRule(float decay, float step, float momentum) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(decay, step, momentum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V step, V momentum) = (c.A, c.B, c.C);
            V direction = V.FusedMultiplyAdd(decay, weight, gradient);
            s0 = V.FusedMultiplyAdd(momentum, s0, direction);
            return V.FusedMultiplyAdd(step, V.FusedMultiplyAdd(momentum, s0, direction), weight);
        }
    }
}
