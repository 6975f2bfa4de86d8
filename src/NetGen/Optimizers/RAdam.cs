namespace NetGen;

/// <summary>Adam whose first steps are not adaptive, because the second moment is still too uncertain (PyTorch <c>RAdam</c>).</summary>
/// <remarks>
/// The moments are those of <see cref="Adam"/>. With ρ∞ = 2/(1 − β₂) − 1 and ρ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ): while ρ ≤ 5,
/// w ← w − η·m̂; then w ← w − η·r·m̂·√(1 − β₂ᵗ)/(√v + ε), r² = (ρ − 4)(ρ − 2)ρ∞/((ρ∞ − 4)(ρ∞ − 2)ρ). Liu et al. 2020, "On the
/// Variance of the Adaptive Learning Rate and Beyond".
/// </remarks>
public sealed class RAdam : Optimizer
{
    private static readonly string[] s_states = ["exp_avg", "exp_avg_sq"];

    /// <summary>Creates the optimizer.</summary>
    /// <param name="learningRate">η; greater than 0.</param>
    /// <param name="beta1">β₁; 0 to below 1.</param>
    /// <param name="beta2">β₂; 0 to below 1.</param>
    /// <param name="epsilon">ε; greater than 0.</param>
    /// <param name="weightDecay">λ, added to the gradient; at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of range.</exception>
    public RAdam(float learningRate = 1e-3f, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, float weightDecay = 0)
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

    private protected override void Apply(in UpdateTask task)
    {
        double power = StepPowers.Power(Beta2, task.Step);
        double longest = (2 / (1 - Beta2)) - 1;
        double length = longest - (2 * task.Step * power / (1 - power));
        double step = task.LearningRate / StepPowers.Filled(Beta1, task.Step);
        if (length > 5)
        {
            double rectified = Math.Sqrt((length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length));
            Run(task, inverse: 1, Epsilon, step * rectified * Math.Sqrt(1 - power));
        }
        else
        {
            // A divisor of √v·0 + 1.
            Run(task, inverse: 0, epsilon: 1, step);
        }
    }

    private void Run(in UpdateTask task, double inverse, double epsilon, double step) =>
        ElementwiseUpdate.Run(new AdamRule<Off, On>(task.WeightDecay, 1, Beta1, Beta2, inverse, epsilon, step), task);
}
