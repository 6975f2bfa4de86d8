using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>The kernel of a causal convolution in a stream: the runtime's, constructed for the shape.</summary>
internal sealed class CausalConvolutionEmitter : KernelPlanEmitter<CausalConvolutionKernelPlan>
{
    protected override void Emit(CodeWriter writer, CausalConvolutionKernelPlan plan)
    {
        writer.Line($"/// <summary>A step of {Text.Of(plan.Filters)} filters over {Text.Of(plan.Channels)} channels, with the steps before it.</summary>");
        writer.Line(
            $"private static readonly CausalConvolution {plan.Name} = new(kernel: {Text.Of(plan.Kernel)}, dilation: {Text.Of(plan.Dilation)}, channels: {Text.Of(plan.Channels)}, "
            + $"filters: {Text.Of(plan.Filters)}{(plan.Groups == 1 ? "" : $", groups: {Text.Of(plan.Groups)}")});");
        writer.Line();
    }
}
