using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>Prints the kernels that a plan of this type describes.</summary>
internal abstract class KernelPlanEmitter<TPlan> : KernelPlanEmitter
    where TPlan : KernelPlan
{
    protected sealed override Type PlanType => typeof(TPlan);

    protected sealed override void Print(CodeWriter writer, KernelPlan plan) => Emit(writer, (TPlan)plan);

    /// <summary>Writes the methods into the network's class of passes and kernels.</summary>
    protected abstract void Emit(CodeWriter writer, TPlan plan);
}
