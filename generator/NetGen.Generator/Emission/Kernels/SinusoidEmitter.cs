using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>The addition of sinusoids, with their table.</summary>
internal sealed class SinusoidEmitter : KernelPlanEmitter<SinusoidKernelPlan>
{
    protected override void Emit(CodeWriter writer, SinusoidKernelPlan plan)
    {
        string length = Text.Of(plan.Steps * PlanBuilder.Padded(plan.Features));
        writer.Line($"/// <summary>y(t) = x(t) + p(t) with p(t, 2i) = sin(t / 10000^(2i / {Text.Of(plan.Features)})) and p(t, 2i + 1) its cosine.</summary>");
        using (writer.Braces($"private static void {plan.Name}_Forward(ref float x, ref float y, int rows)"))
        {
            writer.Line($"SequenceKernels.AddToEach(ref x, ref {plan.Name}.Table.Reference, ref y, rows, {length});");
        }

        writer.Line();
        writer.Line("/// <summary>The table, in a class of its own so that it is computed when it is first used.</summary>");
        using (writer.Braces($"private static class {plan.Name}"))
        {
            writer.Line($"public static readonly AlignedBuffer Table = SequenceKernels.Sinusoids({Text.Of(plan.Steps)}, {Text.Of(plan.Features)});");
        }

        writer.Line();
    }
}
