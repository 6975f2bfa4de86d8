using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>A single row through small dense layers and activations in one method, whose sums stay in registers from the bias to the activation.</summary>
internal sealed record ChainKernelPlan(string First, string Last, EquatableArray<ChainLinkPlan> Links)
    : KernelPlan($"Row_{First}_to_{Last}");

/// <summary>A layer of a chain: a dense layer or an activation.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Dense">The dense shape; null for an activation.</param>
/// <param name="HasBias">Whether the dense layer has a bias.</param>
/// <param name="Activation">The activation; null for a dense layer.</param>
/// <param name="Units">The values that come out.</param>
internal sealed record ChainLinkPlan(string Layer, DenseKernelPlan? Dense, bool HasBias, ElementwiseKernelPlan? Activation, int Units)
{
    /// <summary>The floats that come out, padding included.</summary>
    public int Stride => PlanBuilder.Padded(Units);

    /// <summary>Multiply-adds of 16 lanes.</summary>
    public int Work => Dense is null ? 0 : Dense.IsTransposed ? Dense.Units * Dense.InputStride / 16 : Dense.Inputs * Dense.UnitStride / 16;
}
