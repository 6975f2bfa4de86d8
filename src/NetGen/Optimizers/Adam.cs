namespace NetGen;

/// <summary>Adaptive moment estimation (PyTorch <c>Adam</c>).</summary>
/// <remarks>
/// d = g + λw; m ← β₁m + (1 − β₁)d; v ← β₂v + (1 − β₂)d²; w ← w − η·m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ) and v̂ = v/(1 − β₂ᵗ).
/// Kingma and Ba 2015, "Adam: A Method for Stochastic Optimization". The weight decay is part of the gradient, as in PyTorch;
/// <see cref="AdamW"/> decouples it.
/// </remarks>
public sealed class Adam : Optimizer
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
    public Adam(float learningRate = 1e-3f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, float weightDecay = 0)
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

    /// <summary>Whether to divide by the largest second moment so far, as <see cref="AMSGrad"/> does; default false.</summary>
    public bool AmsGrad { get; init; }

    private protected override string[] StateNames => AmsGrad ? s_states : s_states[..2];

    private protected override void Begin(long step)
    {
        _filled1 = _powers1.Filled(step);
        _filled2 = _powers2.Filled(step);
    }

    private protected override void Apply(in UpdateTask task) =>
        AdamStep.Apply(task, Beta1, Beta2, Epsilon, coupled: task.WeightDecay, shrink: 1, AmsGrad, _filled1, _filled2);
}
