using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>Prints one kind of kernel. Emitters are found by the type of the plan they print.</summary>
internal abstract class KernelPlanEmitter
{
    private static readonly Dictionary<Type, KernelPlanEmitter> s_emitters =
        typeof(KernelPlanEmitter).Assembly.GetTypes()
            .Where(static t => !t.IsAbstract && typeof(KernelPlanEmitter).IsAssignableFrom(t))
            .Select(static t => (KernelPlanEmitter)Activator.CreateInstance(t)!)
            .ToDictionary(static e => e.PlanType);

    protected abstract Type PlanType { get; }

    public static void Emit(CodeWriter writer, KernelPlan plan) => s_emitters[plan.GetType()].Print(writer, plan);

    protected abstract void Print(CodeWriter writer, KernelPlan plan);
}
