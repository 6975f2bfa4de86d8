using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>A dense shape: forward, and its two gradients, each one matrix product with constant sizes.</summary>
internal static class DenseEmitter
{
    private const string Optimize = "[MethodImpl(MethodImplOptions.AggressiveOptimization)]";

    public static void Emit(CodeWriter writer, DenseKernelPlan kernel, bool backward)
    {
        string inputs = Text.Of(kernel.Inputs);
        string units = Text.Of(kernel.Units);
        string inputStride = Text.Of(kernel.InputStride);
        string unitStride = Text.Of(kernel.UnitStride);
        string weightStride = Text.Of(kernel.WeightStride);
        string transposedStride = Text.Of(kernel.TransposedStride);
        writer.Lines(
            $"/// <summary>z = x W + b: [rows, {inputs}] x [{inputs}, {units}] + [{units}] -&gt; [rows, {units}].</summary>",
            Optimize);
        using (writer.Braces($"private static void {kernel.Name}_Forward(ref float x, nint xStride, ref float weight, ref float bias, ref float z, int rows)"))
        {
            string product = $"{MatrixProductEmitter.Class}.Multiply(ref x, xStride, 1, ref weight, {weightStride}, ref z, {unitStride}, ref bias, rows, {unitStride}, {inputs});";
            if (MatrixProductEmitter.RowTiles.Contains(kernel.UnitStride))
            {
                using (writer.Braces("if (rows == 1)"))
                {
                    writer.Line($"{MatrixProductEmitter.Class}.MultiplyRow{unitStride}(ref x, ref weight, {weightStride}, ref z, ref bias, {inputs});");
                }

                using (writer.Braces("else"))
                {
                    writer.Line(product);
                }
            }
            else
            {
                writer.Line(product);
            }
        }

        writer.Line();
        if (!backward)
        {
            return;
        }

        string share = kernel.IsShared ? ", share" : "";
        writer.Lines(
            $"/// <summary>dL/dW = x^T dL/dz: [{inputs}, rows] x [rows, {units}] -&gt; [{inputs}, {units}], measured on the way.</summary>",
            Optimize);
        using (writer.Braces($"private static void {kernel.Name}_WeightGradient(ref float x, nint xStride, ref float dz, ref float dWeight, int rows, ref TensorStatistics statistics{(kernel.IsShared ? ", WeightShare share" : "")})"))
        {
            using (writer.Braces("if (rows == 1)"))
            {
                writer.Line($"Reductions.OuterProduct(ref x, ref dz, ref dWeight, {inputs}, {unitStride}, {weightStride}, ref statistics{share});");
            }

            using (writer.Braces("else"))
            {
                writer.Line($"{MatrixProductEmitter.Class}.MultiplyTransposed(ref x, xStride, ref dz, ref dWeight, {weightStride}, {inputs}, {unitStride}, rows, ref statistics{share});");
            }
        }

        writer.Line();
        if (!kernel.NeedsInputGradient)
        {
            return;
        }

        writer.Lines(
            $"/// <summary>dL/dx = dL/dz W^T: [rows, {units}] x [{units}, {inputs}] -&gt; [rows, {inputs}].</summary>",
            Optimize);
        using (writer.Braces($"private static void {kernel.Name}_InputGradient(ref float dz, ref float weight, ref float transposed, ref float dx, int rows)"))
        {
            using (writer.Braces($"if (rows < {Text.Of(kernel.TransposesFrom)})"))
            {
                writer.Lines(
                    "// So few rows take less time than the transposition.",
                    $"InputGradientKernel.Dot(ref dz, {unitStride}, ref weight, {weightStride}, ref dx, {inputs}, {inputStride}, rows);",
                    "return;");
            }

            if (kernel.TransposesRowsTo > kernel.TransposesFrom)
            {
                writer.Line();
                TransposedRows(writer, kernel);
            }

            writer.Lines(
                "",
                $"TransposeKernel.Transpose(ref weight, {inputs}, {unitStride}, {weightStride}, ref transposed, {transposedStride});",
                $"{MatrixProductEmitter.Class}.Multiply(ref dz, {unitStride}, 1, ref transposed, {transposedStride}, ref dx, {inputStride}, ref Unsafe.NullRef<float>(), rows, {inputStride}, {units});");
        }

        writer.Line();
    }

    /// <summary>dx^T = W dz^T for batches with fewer numbers than the weight, if they fill vectors.</summary>
    private static void TransposedRows(CodeWriter writer, DenseKernelPlan kernel)
    {
        string inputs = Text.Of(kernel.Inputs);
        string units = Text.Of(kernel.Units);
        writer.Line("int columns = (rows + 15) & ~15;");
        using (writer.Braces($"if (columns <= {Text.Of(kernel.TransposesRowsTo)} && columns - rows <= {Text.Of(kernel.TransposesRowsWith)})"))
        {
            writer.Lines(
                "// dz and dx have fewer numbers than W: dx^T = W dz^T.",
                $"ref float dxTransposed = ref Unsafe.Add(ref transposed, {units} * columns);",
                $"TransposeKernel.Transpose(ref dz, rows, {units}, {Text.Of(kernel.UnitStride)}, ref transposed, columns);",
                $"{MatrixProductEmitter.Class}.Multiply(ref weight, {Text.Of(kernel.WeightStride)}, 1, ref transposed, columns, ref dxTransposed, columns, ref Unsafe.NullRef<float>(), {inputs}, columns, {units});",
                $"TransposeKernel.Transpose(ref dxTransposed, {inputs}, rows, columns, ref dx, {Text.Of(kernel.InputStride)});",
                "return;");
        }
    }
}
