namespace NetGen;

/// <summary>The constants of Adam's step t, which its variants share.</summary>
internal static class AdamStep
{
    /// <param name="task">The tensors.</param>
    /// <param name="beta1">The decay rate of the first moment.</param>
    /// <param name="beta2">The decay rate of the second moment.</param>
    /// <param name="epsilon">What is added to the divisor.</param>
    /// <param name="coupled">The weight decay that is added to the gradient.</param>
    /// <param name="shrink">What the weight is multiplied by before the update.</param>
    /// <param name="largest">Whether to divide by the largest second moment so far.</param>
    /// <param name="filled1">1 − β₁ᵗ.</param>
    /// <param name="filled2">1 − β₂ᵗ.</param>
    public static void Apply(
        in UpdateTask task, double beta1, double beta2, double epsilon, double coupled, double shrink, bool largest, double filled1, double filled2)
    {
        // √v̂ = √v·(1/√(1 − β₂ᵗ)) and η·m̂ = (η/(1 − β₁ᵗ))·m: the corrections become two constants of the step.
        double inverse = 1 / Math.Sqrt(filled2);
        double step = task.LearningRate / filled1;
        bool decays = coupled != 0 || shrink != 1;
        if (largest && decays)
        {
            ElementwiseUpdate.Run(new AdamRule<On, On>(coupled, shrink, beta1, beta2, inverse, epsilon, step), task);
        }
        else if (largest)
        {
            ElementwiseUpdate.Run(new AdamRule<On, Off>(coupled, shrink, beta1, beta2, inverse, epsilon, step), task);
        }
        else if (decays)
        {
            ElementwiseUpdate.Run(new AdamRule<Off, On>(coupled, shrink, beta1, beta2, inverse, epsilon, step), task);
        }
        else
        {
            ElementwiseUpdate.Run(new AdamRule<Off, Off>(coupled, shrink, beta1, beta2, inverse, epsilon, step), task);
        }
    }
}
