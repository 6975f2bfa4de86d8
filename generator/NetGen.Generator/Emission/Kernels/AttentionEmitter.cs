using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>Attention, sample by sample and head by head: every step of it a matrix product or a softmax.</summary>
internal sealed class AttentionEmitter : KernelPlanEmitter<AttentionKernelPlan>
{
    private const string Product = MatrixProductEmitter.Class + ".Multiply";
    private const string None = "ref Unsafe.NullRef<float>()";
    private const string Draws = ", float rate, bool training, long seed, long step, int layer, long firstRow";

    protected override void Emit(CodeWriter writer, AttentionKernelPlan plan)
    {
        Forward(writer, plan);
        Backward(writer, plan);
    }

    private static void Forward(CodeWriter writer, AttentionKernelPlan kernel)
    {
        (string steps, string width, string head, string row) = (Text.Of(kernel.Steps), Text.Of(kernel.Width), Text.Of(kernel.HeadStride), Text.Of(kernel.RowStride));
        (string score, string output) = (Text.Of(kernel.ScoreStride), Text.Of(kernel.OutputStride));
        writer.Line($"/// <summary>p = softmax(q k^T / sqrt({width})) over the keys {(kernel.Causal ? "up to the query's own step" : "of all steps")}, y = p v, for each of {Text.Of(kernel.Heads)} heads over {steps} steps.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static void {kernel.Name}_Forward(ref float projected, ref float probabilities, ref float output, ref float scratch, ref float lengths, int rows{(kernel.Drops ? Draws : "")})"))
        using (writer.Braces("for (nint row = 0; row < rows; row++)"))
        {
            writer.Line("ref float length = ref Unsafe.IsNullRef(ref lengths) ? ref lengths : ref Unsafe.Add(ref lengths, row * 16);");
            using (writer.Braces($"for (nint head = 0; head < {Text.Of(kernel.Heads)}; head++)"))
            {
                Head(writer, kernel, "output");
                writer.Lines(
                    $"TransposeKernel.Transpose(ref k, {steps}, {width}, {row}, ref scratch, {score});",
                    $"{Product}(ref q, {row}, 1, ref scratch, {score}, ref p, {score}, {None}, {steps}, {score}, {width});",
                    $"AttentionKernels.Softmax(ref p, {Scale(kernel)}, {Text.Of(kernel.Causal)}, ref length, {steps}, {score});");
                Drop(writer, kernel);
                string seen = kernel.Drops ? "seen" : "p";
                writer.Lines(kernel.IsAligned
                    ? [$"{Product}(ref {seen}, {score}, 1, ref v, {row}, ref y, {output}, {None}, {steps}, {head}, {steps});"]
                    : [
                        $"{Product}(ref {seen}, {score}, 1, ref v, {row}, ref scratch, {head}, {None}, {steps}, {head}, {steps});",
                        $"CopyKernels.CopyRows(ref scratch, {head}, ref y, {output}, {steps}, {width});",
                    ]);
            }
        }

        writer.Line();
    }

    private static void Backward(CodeWriter writer, AttentionKernelPlan kernel)
    {
        (string steps, string width, string head, string row) = (Text.Of(kernel.Steps), Text.Of(kernel.Width), Text.Of(kernel.HeadStride), Text.Of(kernel.RowStride));
        (string score, string output) = (Text.Of(kernel.ScoreStride), Text.Of(kernel.OutputStride));
        writer.Line(kernel.Drops
            ? "/// <summary>dv = (m p)^T dy, dp = m (dy v^T), ds = p (dp - sum of p dp) / sqrt(d), dq = ds k, dk = ds^T q; m is drawn again.</summary>"
            : "/// <summary>dv = p^T dy, dp = dy v^T, ds = p (dp - sum of p dp) / sqrt(d), dq = ds k, dk = ds^T q.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static void {kernel.Name}_Backward(ref float projected, ref float probabilities, ref float dOutput, ref float dProjected, ref float scratch, int rows{(kernel.Drops ? Draws : "")})"))
        {
            writer.Line($"ref float ds = ref Unsafe.Add(ref scratch, {Text.Of(kernel.Width * kernel.ScoreStride)});");
            if (!kernel.IsAligned)
            {
                writer.Line($"ref float own = ref Unsafe.Add(ref ds, {Text.Of(kernel.Steps * kernel.ScoreStride)});");
            }

            using (writer.Braces("for (nint row = 0; row < rows; row++)"))
            using (writer.Braces($"for (nint head = 0; head < {Text.Of(kernel.Heads)}; head++)"))
            {
                Head(writer, kernel, "dOutput");
                writer.Lines(
                    $"ref float dq = ref Unsafe.Add(ref dProjected, (row * {Text.Of(kernel.Steps * kernel.RowStride)}) + (head * {head}));",
                    $"ref float dk = ref Unsafe.Add(ref dq, {Text.Of(kernel.Heads * kernel.HeadStride)});",
                    $"ref float dv = ref Unsafe.Add(ref dq, {Text.Of(2 * kernel.Heads * kernel.HeadStride)});");
                if (!kernel.IsAligned)
                {
                    // Behind a head's values lie those of the next; whole vectors need zeros there.
                    writer.Line($"SequenceKernels.TakeColumns(ref y, {output}, ref own, {head}, {steps}, {width});");
                }

                (string dy, string dyRow) = kernel.IsAligned ? ("y", output) : ("own", head);
                Drop(writer, kernel);
                writer.Lines(
                    $"{Product}(ref {(kernel.Drops ? "seen" : "p")}, 1, {score}, ref {dy}, {dyRow}, ref dv, {row}, {None}, {steps}, {head}, {steps});",
                    $"TransposeKernel.Transpose(ref v, {steps}, {width}, {row}, ref scratch, {score});",
                    $"{Product}(ref {dy}, {dyRow}, 1, ref scratch, {score}, ref ds, {score}, {None}, {steps}, {score}, {width});");
                if (kernel.Drops)
                {
                    writer.Line($"DropoutKernels.Backward(ref factors, ref ds, training, {steps}, 1, {steps}, {score});");
                }

                writer.Lines(
                    $"AttentionKernels.SoftmaxBackward(ref p, ref ds, {Scale(kernel)}, {steps}, {score});",
                    $"{Product}(ref ds, {score}, 1, ref k, {row}, ref dq, {row}, {None}, {steps}, {head}, {steps});",
                    $"{Product}(ref ds, 1, {score}, ref q, {row}, ref dk, {row}, {None}, {steps}, {head}, {steps});");
            }
        }

        writer.Line();
    }

    private static void Head(CodeWriter writer, AttentionKernelPlan kernel, string output) => writer.Lines(
        $"ref float q = ref Unsafe.Add(ref projected, (row * {Text.Of(kernel.Steps * kernel.RowStride)}) + (head * {Text.Of(kernel.HeadStride)}));",
        $"ref float k = ref Unsafe.Add(ref q, {Text.Of(kernel.Heads * kernel.HeadStride)});",
        $"ref float v = ref Unsafe.Add(ref q, {Text.Of(2 * kernel.Heads * kernel.HeadStride)});",
        $"ref float p = ref Unsafe.Add(ref probabilities, ((row * {Text.Of(kernel.Heads)}) + head) * {Text.Of(kernel.Steps * kernel.ScoreStride)});",
        $"ref float y = ref Unsafe.Add(ref {output}, (row * {Text.Of(kernel.Steps * kernel.OutputStride)}) + (head * {Text.Of(kernel.Width)}));");

    /// <summary>The weights that values are summed with: in training m p, with factors that step, layer, row, head, query and key decide on.</summary>
    private static void Drop(CodeWriter writer, AttentionKernelPlan kernel)
    {
        if (!kernel.Drops)
        {
            return;
        }

        (string steps, string score) = (Text.Of(kernel.Steps), Text.Of(kernel.ScoreStride));
        writer.Lines(
            $"ref float dropped = ref Unsafe.Add(ref scratch, {Text.Of(kernel.Dropped)});",
            $"ref float factors = ref Unsafe.Add(ref dropped, {Text.Of(kernel.Steps * kernel.ScoreStride)});",
            "ref float seen = ref p;");
        using (writer.Braces("if (training)"))
        {
            writer.Lines(
                $"long first = (((firstRow + row) * {Text.Of(kernel.Heads)}) + head) * {steps};",
                $"DropoutKernels.Forward(ref p, ref dropped, ref factors, rate, training, seed, step, layer, first, {steps}, 1, {steps}, {score});",
                "seen = ref dropped;");
        }
    }

    private static string Scale(AttentionKernelPlan kernel) => FloatLiteral.Of((float)(1 / Math.Sqrt(kernel.Width)));
}
