using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>The kernels of one network: dense shapes and activations.</summary>
internal static class KernelEmitter
{
    public static string Emit(NetworkPlan plan) => SourceFile.InKernels(
        $"The kernels of {plan.Model.Name}: dense shapes as matrix products, and activations for every register width. All widths give the same bits.", plan.Model, [],
        writer =>
        {
            foreach (DenseKernelPlan kernel in plan.DenseKernels)
            {
                DenseEmitter.Emit(writer, kernel, plan.Backward.Count > 0);
            }

            foreach (ElementwiseKernelPlan kernel in plan.ElementwiseKernels)
            {
                ElementwiseEmitter.Emit(writer, kernel);
            }

            foreach (KernelPlan kernel in plan.Kernels)
            {
                KernelPlanEmitter.Emit(writer, kernel);
            }
        });
}
