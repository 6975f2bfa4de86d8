using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>The part of a GRU that the input takes, for all steps at once.</summary>
/// <param name="Inputs">The features of a step.</param>
/// <param name="Units">The size of the state.</param>
/// <param name="NeedsInputGradient">Whether the layer passes a gradient on.</param>
internal sealed record GRUInputKernelPlan(int Inputs, int Units, bool NeedsInputGradient)
    : KernelPlan($"GRUInput_{Text.Of(Inputs)}x{Text.Of(Units)}{(NeedsInputGradient ? "" : "_First")}")
{
    public int InputStride => (Inputs + 15) & ~15;

    public int Stride => (Units + 15) & ~15;

    public override bool UsesMatrixProduct => true;
}
