using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>One step of a stream: what <c>Step</c> computes.</summary>
/// <param name="Checks">Checks of the input that come first.</param>
/// <param name="Forward">The steps.</param>
/// <param name="Buffers">The memory that they name.</param>
/// <param name="Output">What is copied to the user.</param>
/// <param name="PerRow">Floats of scratch memory a row.</param>
/// <param name="CarriedPerRow">Floats a row that the caller's state holds.</param>
/// <param name="ScratchLength">Fixed floats for one of the steps at a time.</param>
/// <param name="InputSize">The values of one step.</param>
/// <param name="OutputSize">The values that one step gives.</param>
internal sealed record StreamPlan(
    EquatableArray<StepPlan> Checks, EquatableArray<StepPlan> Forward, EquatableArray<BufferPlan> Buffers, BufferPlan Output,
    int PerRow, int CarriedPerRow, int ScratchLength, int InputSize, int OutputSize)
{
    /// <summary>The steps after which the stream ends; 0 for one that goes on as long as its caller likes.</summary>
    public int Steps { get; init; }

    /// <summary>The kernels that only the stream needs.</summary>
    public EquatableArray<KernelPlan> Kernels { get; init; } = EquatableArray<KernelPlan>.Empty;
}
