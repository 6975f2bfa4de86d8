using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>Attention of one query to the keys so far: the sums of the whole sequence's products, in their order, so with the same bits.</summary>
internal sealed class AttentionStepEmitter : KernelPlanEmitter<AttentionStepKernelPlan>
{
    private const string Product = MatrixProductEmitter.Class + ".Multiply";
    private const string None = "ref Unsafe.NullRef<float>()";

    protected override void Emit(CodeWriter writer, AttentionStepKernelPlan kernel)
    {
        (string width, string head, string score, string output) = (Text.Of(kernel.Width), Text.Of(kernel.HeadStride), Text.Of(kernel.ScoreStride), Text.Of(kernel.OutputStride));
        writer.Lines(
            $"/// <summary>p = softmax(q k^T / sqrt({width})) over the keys so far, y = p v, for each of {Text.Of(kernel.Heads)} heads. Keys are kept as [{width}, {score}], values as [{Text.Of(kernel.Steps)}, {head}].</summary>",
            "[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static void {kernel.Name}(ref float projected, ref float past, long position, ref float output, ref float p, int rows)"))
        {
            writer.Lines("int seen = (int)position + 1;", "int covered = (seen + 15) & ~15;");
            if (!kernel.IsAligned)
            {
                writer.Line($"ref float own = ref Unsafe.Add(ref p, {score});");
            }

            using (writer.Braces("for (nint row = 0; row < rows; row++)"))
            using (writer.Braces($"for (nint head = 0; head < {Text.Of(kernel.Heads)}; head++)"))
            {
                writer.Lines(
                    $"ref float q = ref Unsafe.Add(ref projected, (row * {Text.Of(kernel.RowStride)}) + (head * {head}));",
                    $"ref float keys = ref Unsafe.Add(ref past, ((row * {Text.Of(kernel.Heads)}) + head) * {Text.Of(kernel.HeadLength)});",
                    $"ref float values = ref Unsafe.Add(ref keys, {Text.Of(kernel.KeysLength)});",
                    $"ref float y = ref Unsafe.Add(ref output, (row * {output}) + (head * {width}));",
                    $"AttentionKernels.Remember(ref Unsafe.Add(ref q, {Text.Of(kernel.Heads * kernel.HeadStride)}), ref Unsafe.Add(ref keys, (nint)position), {score}, {width});",
                    $"CopyKernels.Copy(ref Unsafe.Add(ref q, {Text.Of(2 * kernel.Heads * kernel.HeadStride)}), ref Unsafe.Add(ref values, (nint)position * {head}), {head});",
                    $"{Product}(ref q, {Text.Of(kernel.RowStride)}, 1, ref keys, {score}, ref p, {score}, {None}, 1, covered, {width});",
                    $"AttentionKernels.SoftmaxOfStep(ref p, {FloatLiteral.Of((float)(1 / Math.Sqrt(kernel.Width)))}, seen);");
                writer.Lines(kernel.IsAligned
                    ? [$"{Product}(ref p, {score}, 1, ref values, {head}, ref y, {output}, {None}, 1, {head}, seen);"]
                    : [
                        $"{Product}(ref p, {score}, 1, ref values, {head}, ref own, {head}, {None}, 1, {head}, seen);",
                        $"CopyKernels.Copy(ref own, ref y, {width});",
                    ]);
            }
        }

        writer.Line();
    }
}
