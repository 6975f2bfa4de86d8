using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Adam with Nesterov's momentum (PyTorch <c>NAdam</c>).</summary>
/// <remarks>
/// d = g + λw; moments as in <see cref="Adam"/>. With μₜ = β₁(1 − ½·0.96^(tψ)):
/// w ← w − η·(μₜ₊₁·m/(1 − μ₁⋯μₜ₊₁) + (1 − μₜ)·d/(1 − μ₁⋯μₜ))/(√v̂ + ε). Dozat 2016, "Incorporating Nesterov Momentum into Adam".
/// (PyTorch before 2.0 multiplied the first product by μₜ twice.)
/// </remarks>
public sealed class NAdam : Optimizer
{
    // ln 0.96
    private const double LogBase = -0.040821994520255166;

    private static readonly string[] s_states = ["exp_avg", "exp_avg_sq"];

    private readonly double[] _product = [1];
    private readonly double _warmth;
    private double _ofGradient;
    private double _ofMomentum;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="beta1">β₁; 0 to below 1.</param>
    /// <param name="beta2">β₂; 0 to below 1.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="weightDecay">λ, added to the gradient; at least 0.</param>
    /// <param name="momentumDecay">ψ; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public NAdam(
        float learningRate = 2e-3f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, float weightDecay = 0, double momentumDecay = 4e-3)
        : base(learningRate, weightDecay)
    {
        Beta1 = Hyperparameter.DecayRate(beta1);
        Beta2 = Hyperparameter.DecayRate(beta2);
        Epsilon = Hyperparameter.Epsilon(epsilon);
        MomentumDecay = Hyperparameter.AtLeastZero(momentumDecay);
        _warmth = StepPowers.Exponential(LogBase * momentumDecay);
    }

    /// <summary>The decay rate of the first moment.</summary>
    public double Beta1 { get; }

    /// <summary>The decay rate of the second moment.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to the divisor.</summary>
    public double Epsilon { get; }

    /// <summary>How fast the momentum warms up.</summary>
    public double MomentumDecay { get; }

    private protected override string[] StateNames => s_states;

    private protected override Span<double> Scalars => _product;

    private protected override void Begin(long step)
    {
        double momentum = Momentum(step);
        double next = Momentum(step + 1);
        double product = (step == 1 ? 1 : _product[0]) * momentum;
        _product[0] = product;
        _ofGradient = (1 - momentum) / (1 - product);
        _ofMomentum = next / (1 - (product * next));
    }

    private protected override void Apply(in UpdateTask task)
    {
        double inverse = 1 / Math.Sqrt(StepPowers.Filled(Beta2, task.Step));
        ElementwiseUpdate.Run(
            new Rule(task.WeightDecay, Beta1, Beta2, inverse, Epsilon, -task.LearningRate * _ofGradient, -task.LearningRate * _ofMomentum), task);
    }

    private double Momentum(long step) => Beta1 * (1 - (0.5 * StepPowers.Power(_warmth, step)));

    private readonly struct Rule(
        double decay, double beta1, double beta2, double inverse, double epsilon, double ofGradient, double ofMomentum) : IUpdateRule
    {
        private readonly float _decay = (float)decay;
        private readonly float _beta1 = (float)beta1;
        private readonly float _fresh1 = (float)(1 - beta1);
        private readonly float _beta2 = (float)beta2;
        private readonly float _fresh2 = (float)(1 - beta2);
        private readonly float _inverse = (float)inverse;
        private readonly float _epsilon = (float)epsilon;
        private readonly float _ofGradient = (float)ofGradient;
        private readonly float _ofMomentum = (float)ofMomentum;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_decay, _beta1, _fresh1, _beta2, _fresh2, _inverse, _epsilon, _ofGradient, _ofMomentum);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V beta1, V fresh1, V beta2, V fresh2, V inverse, V epsilon, V ofGradient, V ofMomentum) = (c.A, c.B, c.C, c.D, c.E, c.F, c.G, c.H, c.I);
            V direction = V.FusedMultiplyAdd(decay, weight, gradient);
            s0 = V.FusedMultiplyAdd(fresh1, direction, beta1 * s0);
            s1 = V.FusedMultiplyAdd(fresh2 * direction, direction, beta2 * s1);
            V divisor = V.FusedMultiplyAdd(V.Sqrt(s1), inverse, epsilon);
            V step = V.FusedMultiplyAdd(ofMomentum, s0, ofGradient * direction);
            return weight + (step / divisor);
        }
    }
}
