using System.Globalization;
using System.Text;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>An activation and its derivative: the same expression printed once for each width.</summary>
internal static class ElementwiseEmitter
{
    public static void Emit(CodeWriter writer, ElementwiseKernelPlan kernel)
    {
        writer.Line($"/// <summary>a = {Text.Xml(kernel.Formula)}. Count is a multiple of 16.</summary>");
        Method(writer, kernel, kernel.ForwardName, "ref float x, ref float y, nint count", ["x"], kernel.ForwardLocals, kernel.Forward, "y");
        if (!kernel.NeedsBackward)
        {
            return;
        }

        var reads = new List<string>();
        if (kernel.UsesInput)
        {
            reads.Add("x");
        }

        if (kernel.UsesOutput)
        {
            reads.Add("y");
        }

        string parameters = string.Concat(reads.Select(static r => $"ref float {r}, ")) + "ref float d, nint count";
        reads.Add("d");
        writer.Line($"/// <summary>dL/dz = dL/da f'(z), f' = {Text.Xml(kernel.DerivativeFormula)}. d turns from one into the other.</summary>");
        Method(writer, kernel, kernel.BackwardName, parameters, reads, kernel.BackwardLocals, kernel.Backward, "d");
    }

    private static void Method(
        CodeWriter writer, ElementwiseKernelPlan kernel, string name, string parameters, IReadOnlyList<string> reads,
        EquatableArray<LocalPlan> locals, string expression, string target)
    {
        writer.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        using (writer.Braces($"private static void {name}({parameters})"))
        {
            string keyword = "if";
            foreach (VectorWidth width in VectorWidth.All)
            {
                using (writer.Braces($"{keyword} ({width.Type}.IsHardwareAccelerated)"))
                {
                    using (writer.Braces($"for (nint i = 0; i < count; i += {Text.Of(width.Lanes)})"))
                    {
                        foreach (string read in reads)
                        {
                            writer.Line($"{width.Type}<float> {read}i = {width.Type}.LoadUnsafe(ref {read}, (nuint)i);");
                        }

                        foreach (LocalPlan local in locals)
                        {
                            writer.Line($"{width.Type}<float> {local.Name} = {Print(local.Expression, kernel, reads, width)};");
                        }

                        writer.Line($"({Print(expression, kernel, reads, width)}).StoreUnsafe(ref {target}, (nuint)i);");
                    }
                }

                keyword = "else if";
            }

            using (writer.Braces("else"))
            {
                using (writer.Braces("for (nint i = 0; i < count; i++)"))
                {
                    foreach (string read in reads)
                    {
                        writer.Line($"float {read}i = Unsafe.Add(ref {read}, i);");
                    }

                    foreach (LocalPlan local in locals)
                    {
                        writer.Line($"float {local.Name} = {Print(local.Expression, kernel, reads, null)};");
                    }

                    writer.Line($"Unsafe.Add(ref {target}, i) = {Print(expression, kernel, reads, null)};");
                }
            }
        }

        writer.Line();
    }

    /// <summary>Replaces the variables, constants and functions of an expression by those of a width.</summary>
    private static string Print(string expression, ElementwiseKernelPlan kernel, IReadOnlyList<string> reads, VectorWidth? width) =>
        Print(expression, kernel, name => reads.Contains(name) ? name + "i" : name, width);

    /// <summary>As above, for variables of any names.</summary>
    public static string Print(string expression, ElementwiseKernelPlan kernel, Func<string, string> variable, VectorWidth? width)
    {
        var text = new StringBuilder(expression.Length * 2);
        for (int i = 0; i < expression.Length; i++)
        {
            char c = expression[i];
            if (c == '{')
            {
                int end = expression.IndexOf('}', i);
                string literal = FloatLiteral.Of(Constant(expression.Substring(i + 1, end - i - 1), kernel));
                text.Append(width is null ? literal : $"{width.Type}.Create({literal})");
                i = end;
            }
            else if (char.IsLetter(c))
            {
                int end = i;
                while (end < expression.Length && char.IsLetterOrDigit(expression[end]))
                {
                    end++;
                }

                string name = expression.Substring(i, end - i);
                text.Append(name == "M" ? "VectorMath" : variable(name));
                i = end - 1;
            }
            else
            {
                text.Append(c);
            }
        }

        return text.ToString();
    }

    private static float Constant(string name, ElementwiseKernelPlan kernel)
    {
        foreach (ConstantPlan constant in kernel.Constants)
        {
            if (constant.Name == name)
            {
                return constant.Value;
            }
        }

        return float.Parse(name, CultureInfo.InvariantCulture);
    }
}
