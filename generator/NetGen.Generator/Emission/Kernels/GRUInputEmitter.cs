using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>
/// What a GRU computes for all its steps at once, before and after the walk. A row of gates holds n, r, z, q; the parameters have the
/// order r, z, n: the input takes part in n, r, z and the state in r, z, q.
/// </summary>
internal sealed class GRUInputEmitter : KernelPlanEmitter<GRUInputKernelPlan>
{
    private const string Product = MatrixProductEmitter.Class + ".Multiply";

    protected override void Emit(CodeWriter writer, GRUInputKernelPlan plan)
    {
        string inputs = Text.Of(plan.Inputs), inputStride = Text.Of(plan.InputStride);
        string s = Text.Of(plan.Stride), s2 = Text.Of(2 * plan.Stride), s3 = Text.Of(3 * plan.Stride), s4 = Text.Of(4 * plan.Stride);
        writer.Line($"/// <summary>n, r, z = x W + b, with the parameters in the order r, z, n.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static void {plan.Name}_Forward(ref float x, nint xStride, ref float weight, ref float bias, ref float gates, nint rows)"))
        {
            writer.Lines(
                "ref float candidate = ref Unsafe.IsNullRef(ref bias) ? ref bias : ref Unsafe.Add(ref bias, " + s2 + ");",
                $"{Product}(ref x, xStride, 1, ref Unsafe.Add(ref weight, {s2}), {s3}, ref gates, {s4}, ref candidate, rows, {s}, {inputs});",
                $"{Product}(ref x, xStride, 1, ref weight, {s3}, ref Unsafe.Add(ref gates, {s}), {s4}, ref bias, rows, {s2}, {inputs});");
        }

        writer.Line();
        writer.Line("/// <summary>dL/dW = x^T dL/d(r, z, n).</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static void {plan.Name}_WeightGradient(ref float x, nint xStride, ref float gates, ref float dWeight, nint rows)"))
        {
            writer.Lines(
                $"{Product}(ref x, 1, xStride, ref Unsafe.Add(ref gates, {s}), {s4}, ref dWeight, {s3}, ref Unsafe.NullRef<float>(), {inputs}, {s2}, rows);",
                $"{Product}(ref x, 1, xStride, ref gates, {s4}, ref Unsafe.Add(ref dWeight, {s2}), {s3}, ref Unsafe.NullRef<float>(), {inputs}, {s}, rows);");
        }

        writer.Line();
        State(writer, plan);
        if (!plan.NeedsInputGradient)
        {
            return;
        }

        writer.Line("/// <summary>dL/dx = dL/d(n, r, z) W^T.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static void {plan.Name}_InputGradient(ref float gates, ref float weight, ref float transposed, ref float dx, nint rows)"))
        {
            writer.Lines(
                $"TransposeKernel.Transpose(ref Unsafe.Add(ref weight, {s2}), {inputs}, {s}, {s3}, ref transposed, {inputStride});",
                $"TransposeKernel.Transpose(ref weight, {inputs}, {s2}, {s3}, ref Unsafe.Add(ref transposed, {Text.Of(plan.Stride * plan.InputStride)}), {inputStride});",
                $"{Product}(ref gates, {s4}, 1, ref transposed, {inputStride}, ref dx, {inputStride}, ref Unsafe.NullRef<float>(), rows, {inputStride}, {s3});");
        }

        writer.Line();
    }

    private static void State(CodeWriter writer, GRUInputKernelPlan plan)
    {
        string s = Text.Of(plan.Stride), s2 = Text.Of(2 * plan.Stride), s3 = Text.Of(3 * plan.Stride), s4 = Text.Of(4 * plan.Stride);
        writer.Line("/// <summary>dL/dU = h'^T dL/d(r, z, q).</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static void {plan.Name}_RecurrentWeightGradient(ref float previous, ref float gates, ref float dWeight, nint rows)"))
        {
            writer.Line($"{Product}(ref previous, 1, {s}, ref Unsafe.Add(ref gates, {s}), {s4}, ref dWeight, {s3}, ref Unsafe.NullRef<float>(), {Text.Of(plan.Units)}, {s3}, rows);");
        }

        writer.Line();
        writer.Line("/// <summary>dL/db and dL/dc: the sums of dL/d(r, z, n) and of dL/d(r, z, q) over rows and steps.</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static void {plan.Name}_BiasGradients(ref float gates, ref float sums, ref float dBias, ref float dRecurrentBias, int rows)"))
        {
            writer.Lines(
                $"ColumnSumKernel.Sum(ref gates, {s4}, ref sums, rows);",
                $"CopyKernels.CopyRows(ref Unsafe.Add(ref sums, {s}), {s3}, ref dRecurrentBias, {s3}, 1, {s3});",
                $"CopyKernels.CopyRows(ref dRecurrentBias, {s2}, ref dBias, {s2}, 1, {s2});",
                $"CopyKernels.CopyRows(ref sums, {s}, ref Unsafe.Add(ref dBias, {s2}), {s}, 1, {s});");
        }

        writer.Line();
    }
}
