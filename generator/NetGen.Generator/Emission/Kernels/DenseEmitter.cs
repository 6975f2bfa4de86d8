using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>A dense shape: forward, and its two gradients, each one matrix product with constant sizes.</summary>
internal static class DenseEmitter
{
    public static void Emit(CodeWriter writer, DenseKernelPlan kernel, bool backward)
    {
        string inputs = Text.Of(kernel.Inputs);
        string units = Text.Of(kernel.Units);
        string inputStride = Text.Of(kernel.InputStride);
        string unitStride = Text.Of(kernel.UnitStride);
        writer.Line($"/// <summary>z = x W + b: [rows, {inputs}] x [{inputs}, {units}] + [{units}] -&gt; [rows, {units}].</summary>");
        using (writer.Braces($"private static void {kernel.Name}_Forward(ref float x, nint xStride, ref float weight, ref float bias, ref float z, nint rows)"))
        {
            writer.Line($"{MatrixProductEmitter.Class}.Multiply(ref x, xStride, 1, ref weight, {unitStride}, ref z, {unitStride}, ref bias, rows, {unitStride}, {inputs});");
        }

        writer.Line();
        if (!backward)
        {
            return;
        }

        writer.Line($"/// <summary>dL/dW = x^T dL/dz: [{inputs}, rows] x [rows, {units}] -&gt; [{inputs}, {units}].</summary>");
        using (writer.Braces($"private static void {kernel.Name}_WeightGradient(ref float x, nint xStride, ref float dz, ref float dWeight, nint rows)"))
        {
            writer.Line($"{MatrixProductEmitter.Class}.Multiply(ref x, 1, xStride, ref dz, {unitStride}, ref dWeight, {unitStride}, ref Unsafe.NullRef<float>(), {inputs}, {unitStride}, rows);");
        }

        writer.Line();
        if (!kernel.NeedsInputGradient)
        {
            return;
        }

        writer.Line($"/// <summary>dL/dx = dL/dz W^T: [rows, {units}] x [{units}, {inputs}] -&gt; [rows, {inputs}].</summary>");
        using (writer.Braces($"private static void {kernel.Name}_InputGradient(ref float dz, ref float weight, ref float transposed, ref float dx, nint rows)"))
        {
            writer.Line($"TransposeKernel.Transpose(ref weight, {inputs}, {units}, {unitStride}, ref transposed, {inputStride});");
            writer.Line($"{MatrixProductEmitter.Class}.Multiply(ref dz, {unitStride}, 1, ref transposed, {inputStride}, ref dx, {inputStride}, ref Unsafe.NullRef<float>(), rows, {inputStride}, {units});");
        }

        writer.Line();
    }
}
