using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>The kernels of a convolution: the runtime's, constructed for the shape, with its tables of positions and taps.</summary>
internal sealed class ConvolutionEmitter : KernelPlanEmitter<ConvolutionKernelPlan>
{
    protected override void Emit(CodeWriter writer, ConvolutionKernelPlan plan)
    {
        string stride = plan.Type == "Convolution" ? $", inputStride: {Text.Of(plan.InputStride)}" : "";
        string groups = plan.Type == "GroupedConvolution" || (plan.Type == "Convolution" && plan.Groups > 1) ? $", groups: {Text.Of(plan.Groups)}" : "";
        groups += plan.OutputStride == PlanBuilder.Padded(plan.Filters) ? "" : $", outputStride: {Text.Of(plan.OutputStride)}";
        groups += plan.IsTransposed ? ", isTransposed: true" : "";
        writer.Line($"/// <summary>The kernels of {Text.Of(plan.Filters)} filters over {Text.Of(plan.Channels)} channels: tables of positions and taps.</summary>");
        writer.Line($"private static readonly {plan.Type} {plan.Name} = new({plan.Window.Construction}, channels: {Text.Of(plan.Channels)}{stride}, filters: {Text.Of(plan.Filters)}{groups});");
        writer.Line();
    }
}
