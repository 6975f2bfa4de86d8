using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>The runtime's kernels of one pooling shape, constructed once.</summary>
internal sealed record PoolingKernelPlan(string Name, WindowModel Window, int Channels, int Stride, bool CountPadding) : KernelPlan(Name)
{
    /// <summary>Whether positions lie in rows of 8 floats.</summary>
    public bool IsCompact => Stride == CompactRows.Stride;

    public static PoolingKernelPlan Of(PoolingModel model, int stride)
    {
        bool counts = model.IsMax || model.CountPadding;
        string suffix = (counts ? "" : "_within") + (stride == CompactRows.Stride ? "_compact" : "");
        return new PoolingKernelPlan(
            $"Pooling_{model.Window.Name}_{Text.Of(model.Input.Channels)}" + suffix, model.Window, model.Input.Channels, stride, counts);
    }
}
