namespace NetGen;

/// <summary>Adam that divides by the largest second moment so far, so that the step cannot grow again (PyTorch <c>Adam(amsgrad=True)</c>).</summary>
/// <remarks>
/// As <see cref="Adam"/>, with u ← max(u, v) and w ← w − η·m̂/(√û + ε), û = u/(1 − β₂ᵗ). Reddi et al. 2018, "On the Convergence
/// of Adam and Beyond". The same as <see cref="Adam"/> with <see cref="Adam.AmsGrad"/>.
/// </remarks>
public sealed class AMSGrad : Optimizer
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
    /// <param name="weightDecay">λ, added to the gradient; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public AMSGrad(float learningRate = 1e-3f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, float weightDecay = 0)
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

    private protected override string[] StateNames => s_states;

    private protected override void Begin(long step)
    {
        _filled1 = _powers1.Filled(step);
        _filled2 = _powers2.Filled(step);
    }

    private protected override void Apply(in UpdateTask task) =>
        AdamStep.Apply(task, Beta1, Beta2, Epsilon, coupled: task.WeightDecay, shrink: 1, largest: true, _filled1, _filled2);
}
