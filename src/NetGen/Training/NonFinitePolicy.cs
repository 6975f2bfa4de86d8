namespace NetGen;

/// <summary>What a trainer does with a step whose loss, gradient or update is NaN or infinite.</summary>
public enum NonFinitePolicy
{
    /// <summary>
    /// Throws a <see cref="NonFiniteException"/> that names layer, tensor, element and source line. The step is not applied:
    /// neither the parameters nor the optimizer change. See <see cref="NonFiniteException.NetworkUnchanged"/> for the one exception.
    /// </summary>
    Throw = 0,

    /// <summary>The step is not applied, the optimizer's moments stay as they are, and the step is counted as skipped.</summary>
    SkipStep,

    /// <summary>
    /// Parameters and optimizer return to what they were at the last step whose loss and gradient were finite, that is, before
    /// its update: the update after which the numbers left the finite range is undone as well. What a clip remembers is not. Costs one copy of the
    /// parameters and of the optimizer's state at each step. Parameters that a program itself replaces between two steps are
    /// not known to the copy until the next finite step.
    /// </summary>
    RollBack,

    /// <summary>The step is applied all the same and reported in <see cref="StepResult.NonFinite"/>: for watching an explosion.</summary>
    Continue,
}
