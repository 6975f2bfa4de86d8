using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Steps divided by the running root mean square of the gradient (PyTorch <c>RMSprop</c>).</summary>
/// <remarks>
/// d = g + λw; v ← αv + (1 − α)d²; q = d/(√v + ε), or centered a ← αa + (1 − α)d, q = d/(√(v − a²) + ε), with v − a² at least 0.
/// Without momentum w ← w − ηq; with momentum b ← μb + q, w ← w − ηb. Tieleman and Hinton 2012, lecture 6.5 of "Neural Networks
/// for Machine Learning"; the centered form is Graves 2013, "Generating Sequences With Recurrent Neural Networks".
/// </remarks>
public sealed class RMSprop : Optimizer
{
    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="alpha">α; 0 to below 1.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="momentum">μ; 0 (the default) for none, less than 1.</param>
    /// <param name="centered">Whether to divide by an estimate of the standard deviation instead.</param>
    /// <param name="weightDecay">λ, added to the gradient; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public RMSprop(
        float learningRate = 1e-2f, double alpha = 0.99, double epsilon = 1e-8, double momentum = 0, bool centered = false, float weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Alpha = Hyperparameter.DecayRate(alpha);
        Epsilon = Hyperparameter.Epsilon(epsilon);
        Momentum = Hyperparameter.DecayRate(momentum);
        Centered = centered;
    }

    /// <summary>The decay rate α of the averages.</summary>
    public double Alpha { get; }

    /// <summary>What is added to the divisor.</summary>
    public double Epsilon { get; }

    /// <summary>The momentum μ.</summary>
    public double Momentum { get; }

    /// <summary>Whether the average gradient is taken off.</summary>
    public bool Centered { get; }

    private protected override string[] StateNames => (Centered, Momentum > 0) switch
    {
        (false, false) => ["square_avg"],
        (false, true) => ["square_avg", "momentum_buffer"],
        (true, false) => ["square_avg", "grad_avg"],
        (true, true) => ["square_avg", "grad_avg", "momentum_buffer"],
    };

    private protected override void Apply(in UpdateTask task)
    {
        switch (Centered, Momentum > 0)
        {
            case (false, false):
                Run<Off, Off>(task);
                break;
            case (false, true):
                Run<Off, On>(task);
                break;
            case (true, false):
                Run<On, Off>(task);
                break;
            default:
                Run<On, On>(task);
                break;
        }
    }

    private void Run<TCentered, TMomentum>(in UpdateTask task)
        where TCentered : struct, ISwitch
        where TMomentum : struct, ISwitch =>
        ElementwiseUpdate.Run(new Rule<TCentered, TMomentum>(task.WeightDecay, Alpha, Epsilon, Momentum, -task.LearningRate), task);

    private readonly struct Rule<TCentered, TMomentum>(double decay, double alpha, double epsilon, double momentum, double step) : IUpdateRule
        where TCentered : struct, ISwitch
        where TMomentum : struct, ISwitch
    {
        private readonly float _decay = (float)decay;
        private readonly float _alpha = (float)alpha;
        private readonly float _fresh = (float)(1 - alpha);
        private readonly float _epsilon = (float)epsilon;
        private readonly float _momentum = (float)momentum;
        private readonly float _step = (float)step;

        public static int StateCount
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => 1 + (TCentered.IsOn ? 1 : 0) + (TMomentum.IsOn ? 1 : 0);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_decay, _alpha, _fresh, _epsilon, _momentum, _step);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V alpha, V fresh, V epsilon, V momentum, V step) = (c.A, c.B, c.C, c.D, c.E, c.F);
            V direction = V.FusedMultiplyAdd(decay, weight, gradient);
            s0 = V.FusedMultiplyAdd(fresh * direction, direction, alpha * s0);
            V square = s0;
            if (TCentered.IsOn)
            {
                s1 = V.FusedMultiplyAdd(fresh, direction, alpha * s1);
                // Rounding can push the variance of a constant gradient below 0.
                V variance = V.FusedMultiplyAdd(-s1, s1, s0);
                square = V.WhereGreater(V.Create(0f), variance, V.Create(0f), variance);
            }

            V scaled = direction / (V.Sqrt(square) + epsilon);
            if (TMomentum.IsOn)
            {
                if (TCentered.IsOn)
                {
                    s2 = V.FusedMultiplyAdd(momentum, s2, scaled);
                    scaled = s2;
                }
                else
                {
                    s1 = V.FusedMultiplyAdd(momentum, s1, scaled);
                    scaled = s1;
                }
            }

            return V.FusedMultiplyAdd(step, scaled, weight);
        }
    }
}
