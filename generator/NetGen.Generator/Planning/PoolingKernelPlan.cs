using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>The runtime's kernels of one pooling shape, constructed once.</summary>
internal sealed record PoolingKernelPlan(string Name, WindowModel Window, int Channels, bool CountPadding) : KernelPlan(Name)
{
    public static PoolingKernelPlan Of(PoolingModel model)
    {
        bool counts = model.IsMax || model.CountPadding;
        return new PoolingKernelPlan(
            $"Pooling_{model.Window.Name}_{Text.Of(model.Input.Channels)}" + (counts ? "" : "_within"), model.Window, model.Input.Channels, counts);
    }
}
