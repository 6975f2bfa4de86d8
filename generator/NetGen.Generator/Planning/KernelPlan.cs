namespace NetGen.Generator.Planning;

/// <summary>
/// A kernel that is printed for constant shapes. Equal plans share one; an emitter derived from
/// <c>KernelPlanEmitter&lt;TPlan&gt;</c> prints it and is found by the plan's type.
/// </summary>
/// <param name="Name">What its methods are named by; different plans of a network need different names.</param>
internal abstract record KernelPlan(string Name)
{
    /// <summary>Whether the kernel calls the matrix products in register tiles, which are printed once for a project.</summary>
    public virtual bool UsesMatrixProduct => false;
}
