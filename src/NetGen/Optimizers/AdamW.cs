namespace NetGen;

/// <summary>Adam with decoupled weight decay (PyTorch <c>AdamW</c>).</summary>
/// <remarks>
/// w ← (1 − ηλ)w − η·m̂/(√v̂ + ε), with the moments of <see cref="Adam"/> from the gradient alone. Loshchilov and Hutter 2019,
/// "Decoupled Weight Decay Regularization".
/// </remarks>
public sealed class AdamW : Optimizer
{
    private static readonly string[] s_states = ["exp_avg", "exp_avg_sq", "max_exp_avg_sq"];

    private readonly DecayPowers _powers1;
    private readonly DecayPowers _powers2;
    private double _filled1;
    private double _filled2;

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="beta1">β₁; 0 to below 1.</param>
    /// <param name="beta2">β₂; 0 to below 1.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="weightDecay">λ; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public AdamW(float learningRate = 1e-3f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, float weightDecay = 0.01f)
        : base(learningRate, weightDecay)
    {
        Beta1 = Hyperparameter.DecayRate(beta1);
        Beta2 = Hyperparameter.DecayRate(beta2);
        Epsilon = Hyperparameter.Epsilon(epsilon);
        _powers1 = new DecayPowers(Beta1);
        _powers2 = new DecayPowers(Beta2);
    }

    /// <summary>The decay rate of the first moment.</summary>
    public double Beta1 { get; }

    /// <summary>The decay rate of the second moment.</summary>
    public double Beta2 { get; }

    /// <summary>What is added to the divisor.</summary>
    public double Epsilon { get; }

    /// <summary>Whether to divide by the largest second moment so far (Reddi et al. 2018); default false.</summary>
    public bool AmsGrad { get; init; }

    private protected override string[] StateNames => AmsGrad ? s_states : s_states[..2];

    private protected override void Begin(long step)
    {
        _filled1 = _powers1.Filled(step);
        _filled2 = _powers2.Filled(step);
    }

    private protected override void Apply(in UpdateTask task) =>
        AdamStep.Apply(task, Beta1, Beta2, Epsilon, coupled: 0, shrink: 1 - (task.LearningRate * task.WeightDecay), AmsGrad, _filled1, _filled2);
}
