using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>
/// The walks of a recurrent layer over its steps. Only what depends on the step before is computed here: the part of the input was
/// computed for all steps at once before, and the gradients of the weights follow for all steps at once after.
/// </summary>
internal sealed class RecurrentEmitter : KernelPlanEmitter<RecurrentKernelPlan>
{
    private const string Product = MatrixProductEmitter.Class + ".Multiply";

    protected override void Emit(CodeWriter writer, RecurrentKernelPlan plan)
    {
        Forward(writer, plan);
        Backward(writer, plan);
    }

    private static void Forward(CodeWriter writer, RecurrentKernelPlan kernel)
    {
        (string steps, string s, string units) = (Text.Of(kernel.Steps), Text.Of(kernel.Stride), Text.Of(kernel.Units));
        string at = kernel.Reverse ? "s" : "t";
        string width = Text.Of(kernel.Gates * kernel.Stride), row = Text.Of(kernel.Steps * kernel.Gates * kernel.Stride), hiddenRow = Text.Of(kernel.Steps * kernel.Stride);
        string productWidth = Text.Of(kernel.RecurrentGates * kernel.Stride);
        string own = kernel.Cell switch
        {
            "LSTM" => "ref float gates, ref float cells, ref float squashed, ref float previous, ref float recurrent, ref float weight",
            "GRU" => "ref float gates, ref float previous, ref float recurrent, ref float weight, ref float bias",
            _ => "ref float values, ref float previous, ref float recurrent, ref float weight",
        };
        writer.Line($"/// <summary>{kernel.Summary}</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static void {kernel.Name}_Forward({own}, ref float output, nint outputStep, ref float lengths, int rows)"))
        {
            writer.Line("ref float none = ref Unsafe.NullRef<float>();");
            writer.Line($"SequenceKernels.CopyOrClear(ref none, 0, ref {First(kernel, "previous", s)}, {hiddenRow}, rows, {s});");
            using (writer.Braces($"for (int t = 0; t < {steps}; t++)"))
            {
                if (kernel.Reverse)
                {
                    writer.Line($"int s = {Text.Of(kernel.Steps - 1)} - t;");
                }

                string product = $"{Product}(ref Unsafe.Add(ref previous, {at} * {s}), {hiddenRow}, 1, ref weight, {productWidth}, ref recurrent, {productWidth}, ref {(kernel.Cell == "GRU" ? "bias" : "none")}, rows, {productWidth}, {units});";
                if (kernel.Cell == "GRU")
                {
                    writer.Line(product);
                }
                else
                {
                    // A state of zeros needs no product.
                    using (writer.Braces("if (t > 0)"))
                    {
                        writer.Line(product);
                    }

                    writer.Line();
                    writer.Line("ref float u = ref t > 0 ? ref recurrent : ref none;");
                }

                writer.Line($"ref float next = ref t < {Text.Of(kernel.Steps - 1)} ? ref Unsafe.Add(ref previous, {(kernel.Reverse ? "(s - 1)" : "(t + 1)")} * {s}) : ref none;");
                writer.Line(kernel.Sequences
                    ? $"ref float y = ref Unsafe.Add(ref output, {at} * outputStep);"
                    : $"ref float y = ref t == {Text.Of(kernel.Steps - 1)} ? ref output : ref none;");
                string outputRow = kernel.Sequences ? $"{steps} * outputStep" : "outputStep";
                string tail = $"ref next, {hiddenRow}, ref y, {outputRow}, ref lengths, {at}, ";
                switch (kernel.Cell)
                {
                    case "LSTM":
                        writer.Line($"ref float before = ref t > 0 ? ref Unsafe.Add(ref cells, {(kernel.Reverse ? "(s + 1)" : "(t - 1)")} * {s}) : ref none;");
                        writer.Line($"LSTMKernels.Forward(ref Unsafe.Add(ref gates, {at} * {width}), {row}, ref u, ref before, {hiddenRow}, ref Unsafe.Add(ref cells, {at} * {s}), ref Unsafe.Add(ref squashed, {at} * {s}), {hiddenRow}, {tail}rows, {s});");
                        break;
                    case "GRU":
                        writer.Line($"GRUKernels.Forward(ref Unsafe.Add(ref gates, {at} * {width}), {row}, ref recurrent, ref Unsafe.Add(ref previous, {at} * {s}), {hiddenRow}, {tail}rows, {s});");
                        break;
                    default:
                        writer.Line($"SimpleRNNKernels.Forward(ref Unsafe.Add(ref values, {at} * {s}), {hiddenRow}, ref u, {tail}{Text.Of(kernel.Rectify)}, rows, {s});");
                        break;
                }
            }

            if (kernel.EndsVary)
            {
                writer.Line($"SequenceKernels.TakeEnds(ref previous, ref output, outputStep, ref lengths, rows, {steps}, {s});");
            }
        }

        writer.Line();
    }

    private static void Backward(CodeWriter writer, RecurrentKernelPlan kernel)
    {
        (string steps, string s, string units) = (Text.Of(kernel.Steps), Text.Of(kernel.Stride), Text.Of(kernel.Units));
        string at = kernel.Reverse ? "s" : "t";
        string width = Text.Of(kernel.Gates * kernel.Stride), row = Text.Of(kernel.Steps * kernel.Gates * kernel.Stride), hiddenRow = Text.Of(kernel.Steps * kernel.Stride);
        string productWidth = Text.Of(kernel.RecurrentGates * kernel.Stride);
        (string own, string carried) = kernel.Cell switch
        {
            "LSTM" => ("ref float gates, ref float cells, ref float squashed, ", "dCell"),
            "GRU" => ("ref float gates, ref float previous, ", "dPassed"),
            _ => ("ref float values, ", ""),
        };
        writer.Line($"/// <summary>{kernel.BackwardSummary}</summary>");
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static void {kernel.Name}_Backward({own}ref float weight, ref float transposed, ref float dOutput, nint outputStep, ref float dHidden, {(carried.Length > 0 ? $"ref float {carried}, " : "")}ref float lengths, {(kernel.Measured ? "ref float norms, " : "")}int rows)"))
        {
            writer.Line("ref float none = ref Unsafe.NullRef<float>();");
            writer.Line($"TransposeKernel.Transpose(ref weight, {units}, {productWidth}, {productWidth}, ref transposed, {s});");
            Clear(writer, carried, s);
            using (writer.Braces($"for (int t = {Text.Of(kernel.Steps - 1)}; t >= 0; t--)"))
            {
                if (kernel.Reverse)
                {
                    writer.Line($"int s = {Text.Of(kernel.Steps - 1)} - t;");
                }

                if (kernel.EndsVary)
                {
                    writer.Line($"SequenceKernels.AddEnds(ref dOutput, outputStep, ref dHidden, ref lengths, t, rows, {s});");
                }

                writer.Line(
                    kernel.Sequences ? $"ref float dy = ref Unsafe.Add(ref dOutput, {at} * outputStep);"
                    : kernel.EndsVary ? "ref float dy = ref none;"
                    : $"ref float dy = ref t == {Text.Of(kernel.Steps - 1)} ? ref dOutput : ref none;");
                string outputRow = kernel.Sequences ? $"{steps} * outputStep" : "outputStep";
                switch (kernel.Cell)
                {
                    case "LSTM":
                        writer.Line($"ref float before = ref t > 0 ? ref Unsafe.Add(ref cells, {(kernel.Reverse ? "(s + 1)" : "(t - 1)")} * {s}) : ref none;");
                        writer.Line($"LSTMKernels.Backward(ref Unsafe.Add(ref gates, {at} * {width}), {row}, ref before, ref Unsafe.Add(ref squashed, {at} * {s}), {hiddenRow}, ref dy, {outputRow}, ref dHidden, ref dCell, ref lengths, {at}, rows, {s});");
                        break;
                    case "GRU":
                        writer.Line($"GRUKernels.Backward(ref Unsafe.Add(ref gates, {at} * {width}), {row}, ref Unsafe.Add(ref previous, {at} * {s}), {hiddenRow}, ref dy, {outputRow}, ref dHidden, ref dPassed, ref lengths, {at}, rows, {s});");
                        break;
                    default:
                        writer.Line($"SimpleRNNKernels.Backward(ref Unsafe.Add(ref values, {at} * {s}), {hiddenRow}, ref dy, {outputRow}, ref dHidden, ref lengths, {at}, {Text.Of(kernel.Rectify)}, rows, {s});");
                        break;
                }

                if (kernel.Measured)
                {
                    writer.Line($"SequenceKernels.RowNorms(ref dHidden, ref Unsafe.Add(ref norms, {at}), {Text.Of((kernel.Steps + 15) & ~15)}, rows, {s});");
                }

                // What follows is dL/dh of the step before.
                string first = kernel.Cell == "GRU" ? $"({at} * {width}) + {s}" : $"{at} * {width}";
                using (writer.Braces(kernel.Truncate > 0 ? $"if (t % {Text.Of(kernel.Truncate)} != 0)" : "if (t > 0)"))
                {
                    writer.Line($"{Product}(ref Unsafe.Add(ref {(kernel.Gates == 1 ? "values" : "gates")}, {first}), {row}, 1, ref transposed, {s}, ref dHidden, {s}, ref none, rows, {s}, {productWidth});");
                }

                if (kernel.Truncate > 0)
                {
                    using (writer.Braces("else"))
                    {
                        Clear(writer, carried, s);
                    }
                }
            }
        }

        writer.Line();
    }

    private static void Clear(CodeWriter writer, string carried, string stride)
    {
        writer.Line($"SequenceKernels.CopyOrClear(ref none, 0, ref dHidden, {stride}, rows, {stride});");
        if (carried.Length > 0)
        {
            writer.Line($"SequenceKernels.CopyOrClear(ref none, 0, ref {carried}, {stride}, rows, {stride});");
        }
    }

    private static string First(RecurrentKernelPlan kernel, string name, string stride) =>
        kernel.Reverse && kernel.Steps > 1 ? $"Unsafe.Add(ref {name}, {Text.Of(kernel.Steps - 1)} * {stride})" : name;
}
