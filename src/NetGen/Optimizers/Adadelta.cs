using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen;

/// <summary>Steps in the units of the weights: the size of recent updates over that of recent gradients (PyTorch <c>Adadelta</c>).</summary>
/// <remarks>
/// d = g + λw; v ← ρv + (1 − ρ)d²; Δ = d·√(u + ε)/√(v + ε); u ← ρu + (1 − ρ)Δ²; w ← w − ηΔ. Zeiler 2012, "ADADELTA: An Adaptive
/// Learning Rate Method".
/// </remarks>
public sealed class Adadelta : Optimizer
{
    private static readonly string[] s_states = ["square_avg", "acc_delta"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="rho">ρ; 0 to below 1.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="weightDecay">λ, added to the gradient; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public Adadelta(float learningRate = 1f, double rho = 0.9, double epsilon = 1e-6, float weightDecay = 0)
        : base(learningRate, weightDecay)
    {
        Rho = Hyperparameter.DecayRate(rho);
        Epsilon = Hyperparameter.Epsilon(epsilon);
    }

    /// <summary>The decay rate ρ of both averages.</summary>
    public double Rho { get; }

    /// <summary>What is added to both averages before their roots are taken.</summary>
    public double Epsilon { get; }

    private protected override string[] StateNames => s_states;

    private protected override void Apply(in UpdateTask task) =>
        ElementwiseUpdate.Run(new Rule(task.WeightDecay, Rho, Epsilon, -task.LearningRate), task);

    private readonly struct Rule(double decay, double rho, double epsilon, double step) : IUpdateRule
    {
        private readonly float _decay = (float)decay;
        private readonly float _rho = (float)rho;
        private readonly float _fresh = (float)(1 - rho);
        private readonly float _epsilon = (float)epsilon;
        private readonly float _step = (float)step;

        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public UpdateConstants<V> Constants<V>()
            where V : struct, ILanes<V> => new(_decay, _rho, _fresh, _epsilon, _step);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static V Apply<V>(in UpdateConstants<V> c, V weight, V gradient, ref V s0, ref V s1, ref V s2, ref V s3)
            where V : struct, ILanes<V>
        {
            (V decay, V rho, V fresh, V epsilon, V step) = (c.A, c.B, c.C, c.D, c.E);
            V direction = V.FusedMultiplyAdd(decay, weight, gradient);
            s0 = V.FusedMultiplyAdd(fresh * direction, direction, rho * s0);
            V delta = V.Sqrt(s1 + epsilon) / V.Sqrt(s0 + epsilon) * direction;
            s1 = V.FusedMultiplyAdd(fresh * delta, delta, rho * s1);
            return V.FusedMultiplyAdd(step, delta, weight);
        }
    }
}
