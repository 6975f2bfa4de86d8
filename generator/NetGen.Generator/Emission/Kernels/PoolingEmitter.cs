using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>The kernels of a pooling layer: the runtime's, constructed for the shape, with its tables of positions.</summary>
internal sealed class PoolingEmitter : KernelPlanEmitter<PoolingKernelPlan>
{
    protected override void Emit(CodeWriter writer, PoolingKernelPlan plan)
    {
        string options = (plan.CountPadding ? "" : ", countPadding: false") + (plan.IsCompact ? $", stride: {Text.Of(plan.Stride)}" : "");
        writer.Line($"/// <summary>The kernels of a window over {Text.Of(plan.Channels)} channels: tables of positions.</summary>");
        writer.Line($"private static readonly Pooling {plan.Name} = new({plan.Window.Construction}, channels: {Text.Of(plan.Channels)}{options});");
        writer.Line();
    }
}
