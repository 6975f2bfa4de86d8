using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>A dense shape: forward, and its two gradients, each one matrix product with constant sizes.</summary>
internal static class DenseEmitter
{
    private const string Inline = "[MethodImpl(MethodImplOptions.AggressiveInlining)]";

    public static void Emit(CodeWriter writer, DenseKernelPlan kernel, bool backward)
    {
        if (kernel.IsTransposed)
        {
            EmitByUnit(writer, kernel, backward);
            return;
        }

        string inputs = Text.Of(kernel.Inputs);
        string units = Text.Of(kernel.Units);
        string inputStride = Text.Of(kernel.InputStride);
        string unitStride = Text.Of(kernel.UnitStride);
        string weightStride = Text.Of(kernel.WeightStride);
        string transposedStride = Text.Of(kernel.TransposedStride);
        writer.Lines(
            $"/// <summary>z = x W + b: [rows, {inputs}] x [{inputs}, {units}] + [{units}] -&gt; [rows, {units}].</summary>",
            Inline);
        using (writer.Braces($"private static void {kernel.Name}_Forward(ref float x, nint xStride, ref float weight, ref float bias, ref float z, int rows)"))
        {
            // Few columns have a method that knows a shorter way for a single row.
            string product = MatrixProductEmitter.RowTiles.Contains(kernel.UnitStride)
                ? $"MultiplyBy{unitStride}(ref x, xStride, ref weight, {weightStride}, ref z, {unitStride}, ref bias, rows, {inputs});"
                : $"Multiply(ref x, xStride, 1, ref weight, {weightStride}, ref z, {unitStride}, ref bias, rows, {unitStride}, {inputs});";
            writer.Line($"{MatrixProductEmitter.Class}.{product}");
        }

        writer.Line();
        if (!backward)
        {
            return;
        }

        string share = kernel.IsShared ? ", share" : "";
        writer.Lines(
            $"/// <summary>dL/dW = x^T dL/dz: [{inputs}, rows] x [rows, {units}] -&gt; [{inputs}, {units}], measured on the way.</summary>",
            Inline);
        using (writer.Braces($"private static void {kernel.Name}_WeightGradient(ref float x, nint xStride, ref float dz, ref float dWeight, int rows, ref TensorStatistics statistics{(kernel.IsShared ? ", WeightShare share" : "")})"))
        {
            writer.Line($"{MatrixProductEmitter.Class}.WeightGradient(ref x, xStride, ref dz, ref dWeight, {weightStride}, {inputs}, {unitStride}, rows, ref statistics{share});");
        }

        writer.Line();
        if (!kernel.NeedsInputGradient)
        {
            return;
        }

        writer.Lines(
            $"/// <summary>dL/dx = dL/dz W^T: [rows, {units}] x [{units}, {inputs}] -&gt; [rows, {inputs}].</summary>",
            Inline);
        using (writer.Braces($"private static void {kernel.Name}_InputGradient(ref float dz, ref float weight, ref float transposed, ref float dx, int rows)"))
        {
            int rowsTo = kernel.TransposesRowsTo > kernel.TransposesFrom ? kernel.TransposesRowsTo : 0;
            writer.Lines(
                $"// {(kernel.TransposesFrom == 2 ? "A single row as dot products" : $"Fewer than {Text.Of(kernel.TransposesFrom)} rows as dot products")}{(rowsTo > 0 ? $", about {Text.Of(rowsTo)} or fewer as dx^T = W dz^T" : "")}, more with W transposed.",
                $"{MatrixProductEmitter.Class}.InputGradient(ref dz, {unitStride}, ref weight, {weightStride}, ref transposed, {transposedStride}, ref dx, {inputStride}, {inputs}, {units}, rows, {Text.Of(kernel.TransposesFrom)}, {Text.Of(rowsTo)}, {Text.Of(kernel.TransposesRowsWith)});");
        }

        writer.Line();
    }

    /// <summary>The same where W^T [units, inputs] lies in memory: its rows are the weights of a unit each, and nothing has to be transposed.</summary>
    private static void EmitByUnit(CodeWriter writer, DenseKernelPlan kernel, bool backward)
    {
        string inputs = Text.Of(kernel.Inputs);
        string units = Text.Of(kernel.Units);
        string stride = Text.Of(kernel.WeightStride);
        string unitStride = Text.Of(kernel.UnitStride);
        writer.Lines(
            $"/// <summary>z = x W + b: [rows, {inputs}] x [{inputs}, {units}] + [{units}] -&gt; [rows, {units}], W unit by unit.</summary>",
            Inline);
        using (writer.Braces($"private static void {kernel.Name}_Forward(ref float x, nint xStride, ref float weight, ref float bias, ref float z, int rows)"))
        {
            writer.Line($"UnitKernel.Forward(ref x, xStride, ref weight, {stride}, ref bias, ref z, {inputs}, {units}, rows);");
        }

        writer.Line();
        if (!backward)
        {
            return;
        }

        writer.Lines(
            $"/// <summary>(dL/dW)^T = (dL/dz)^T x: [{units}, rows] x [rows, {inputs}] -&gt; [{units}, {inputs}], measured on the way.</summary>",
            Inline);
        using (writer.Braces($"private static void {kernel.Name}_WeightGradient(ref float x, nint xStride, ref float dz, ref float dWeight, int rows, ref TensorStatistics statistics)"))
        {
            writer.Line($"{MatrixProductEmitter.Class}.WeightGradient(ref dz, {unitStride}, ref x, ref dWeight, {stride}, {units}, {inputs}, rows, ref statistics);");
        }

        writer.Line();
        if (!kernel.NeedsInputGradient)
        {
            return;
        }

        writer.Lines(
            $"/// <summary>dL/dx = dL/dz W^T: [rows, {units}] x [{units}, {inputs}] -&gt; [rows, {inputs}].</summary>",
            Inline);
        using (writer.Braces($"private static void {kernel.Name}_InputGradient(ref float dz, ref float weight, ref float dx, int rows)"))
        {
            writer.Line(MatrixProductEmitter.RowTiles.Contains(kernel.InputStride)
                ? $"{MatrixProductEmitter.Class}.MultiplyBy{inputs}(ref dz, {unitStride}, ref weight, {stride}, ref dx, {inputs}, ref Unsafe.NullRef<float>(), rows, {units});"
                : $"{MatrixProductEmitter.Class}.Multiply(ref dz, {unitStride}, 1, ref weight, {stride}, ref dx, {inputs}, ref Unsafe.NullRef<float>(), rows, {inputs}, {units});");
        }

        writer.Line();
    }
}
