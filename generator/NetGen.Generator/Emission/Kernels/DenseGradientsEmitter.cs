using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>The gradients of a dense layer as matrix products, once for all shapes: what depends on a shape is given as numbers.</summary>
internal static class DenseGradientsEmitter
{
    public static void Emit(CodeWriter writer)
    {
        WeightGradient(writer, "As MultiplyTransposed gives dW = x^T dz for [rows, inputs] and [rows, columns]; a single row takes a shorter way to the same bits.", "", "");
        WeightGradient(writer, "As above, of the rows of dW that a thread computes.", ", WeightShare share", ", share");
        writer.Lines(
            "/// <summary>",
            "/// dx = dz W^T for [rows, units] and [inputs, units], in the way that is the shortest for so many rows. The transposed matrices take scratch",
            "/// memory. How many rows are few and how many zeros may fill up the last 16 depends on the shape of W.",
            "/// </summary>",
            "[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Braces(
            "public static void InputGradient(ref float dz, int dzRow, ref float weight, int weightRow, ref float transposed, int transposedRow, ref float dx, int dxRow, int inputs, int units, int rows, int transposesFrom, int transposesRowsTo, int transposesRowsWith)"))
        {
            using (writer.Braces("if (rows < transposesFrom)"))
            {
                writer.Lines(
                    "// So few rows take less time than the transposition.",
                    "InputGradientKernel.Dot(ref dz, dzRow, ref weight, weightRow, ref dx, inputs, dxRow, rows);",
                    "return;");
            }

            writer.Lines("", "int columns = (rows + 15) & ~15;");
            using (writer.Braces("if (columns <= transposesRowsTo && columns - rows <= transposesRowsWith)"))
            {
                writer.Lines(
                    "// dz and dx have fewer numbers than W: dx^T = W dz^T.",
                    "ref float dxTransposed = ref Unsafe.Add(ref transposed, units * columns);",
                    "TransposeKernel.Transpose(ref dz, rows, units, dzRow, ref transposed, columns);",
                    "Multiply(ref weight, weightRow, 1, ref transposed, columns, ref dxTransposed, columns, ref Unsafe.NullRef<float>(), inputs, columns, units);",
                    "TransposeKernel.Transpose(ref dxTransposed, inputs, rows, columns, ref dx, dxRow);",
                    "return;");
            }

            writer.Lines(
                "",
                "TransposeKernel.Transpose(ref weight, inputs, dzRow, weightRow, ref transposed, transposedRow);",
                "Multiply(ref dz, dzRow, 1, ref transposed, transposedRow, ref dx, dxRow, ref Unsafe.NullRef<float>(), rows, dxRow, units);");
        }

        writer.Line();
    }

    private static void WeightGradient(CodeWriter writer, string summary, string parameter, string share)
    {
        writer.Lines($"/// <summary>{summary}</summary>", "[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Braces(
            $"public static void WeightGradient(ref float x, nint xStride, ref float dz, ref float dWeight, int weightRow, int inputs, int columns, int rows, ref TensorStatistics statistics{parameter})"))
        {
            using (writer.Braces("if (rows == 1)"))
            {
                writer.Line($"Reductions.OuterProduct(ref x, ref dz, ref dWeight, inputs, columns, weightRow, ref statistics{share});");
            }

            using (writer.Braces("else"))
            {
                writer.Line($"MultiplyTransposed(ref x, xStride, ref dz, ref dWeight, weightRow, inputs, columns, rows, ref statistics{share});");
            }
        }

        writer.Line();
    }
}
