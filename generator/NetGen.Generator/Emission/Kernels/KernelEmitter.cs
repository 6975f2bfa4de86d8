using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>The kernels of one network: dense shapes, activations, and the matrix product they share.</summary>
internal static class KernelEmitter
{
    public static string Emit(NetworkPlan plan) => SourceFile.InKernels(
        $"The kernels of {plan.Model.Name}, for 512, 256 and 128-bit registers and scalars. All give the same bits.", plan.Model, [],
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

            if (plan.DenseKernels.Count > 0)
            {
                MatrixProductEmitter.Emit(writer);
            }
        });
}
