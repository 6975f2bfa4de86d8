using System.Text.RegularExpressions;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission.Kernels;

/// <summary>
/// A single row through several small layers, once for each register width. Every sum runs over k in ascending order from the bias, as in the
/// tiles, and every output is stored, because training reads it; but what a layer reads of the one before are registers.
/// </summary>
internal sealed class ChainEmitter : KernelPlanEmitter<ChainKernelPlan>
{
    /// <summary>The calls of sums that are written out, of which each multiply-add takes two and each factor two more.</summary>
    private const int MostCalls = 160;

    /// <summary>The registers of a layer whose sums are written out, and of one whose activation is long.</summary>
    private const int MostVectors = 2;

    /// <summary>The registers of a layer whose activation is a few instructions; of what has more, it runs through memory.</summary>
    private const int MostVectorsOfShort = 4;

    /// <summary>The functions of a few instructions.</summary>
    private static readonly string[] s_short = ["Abs", "Clamp", "CopySign", "Max", "Min", "WhereGreater", "WhereGreaterOrEqual"];

    /// <summary>The longest scalar product, in registers, that is written out.</summary>
    private const int LongestProduct = 4;

    protected override void Emit(CodeWriter writer, ChainKernelPlan plan)
    {
        string[] names = Names(plan);
        string parameters = "ref float x", arguments = "ref x";
        for (int i = 0; i < plan.Links.Count; i++)
        {
            ChainLinkPlan link = plan.Links[i];
            string[] own = link.Dense is null ? [names[i]] : link.HasBias ? [W(names[i]), B(names[i]), names[i]] : [W(names[i]), names[i]];
            parameters += string.Concat(own.Select(static n => ", ref float " + n));
            arguments += string.Concat(own.Select(static n => ", ref " + n));
        }

        writer.Lines(
            $"/// <summary>A single row from {plan.Links[0].Layer} to {plan.Links[plan.Links.Count - 1].Layer}: the sums and their order are those of the layers one by one.</summary>",
            "[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        using (writer.Braces($"private static void {plan.Name}({parameters})"))
        {
            string keyword = "if";
            foreach (VectorWidth width in VectorWidth.All)
            {
                bool isLast = width == VectorWidth.All[VectorWidth.All.Count - 1];
                using (writer.Braces(isLast ? "else" : $"{keyword} ({width.Type}.IsHardwareAccelerated)"))
                {
                    writer.Line($"{plan.Name}_{Text.Of(width.Bits)}({arguments});");
                }

                keyword = "else if";
            }
        }

        foreach (VectorWidth width in VectorWidth.All)
        {
            writer.Lines("", "[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
            using (writer.Braces($"private static void {plan.Name}_{Text.Of(width.Bits)}({parameters})"))
            {
                new Body(writer, plan, names, width).Write();
            }
        }

        writer.Line();
    }

    /// <summary>What comes out of each link: z and a with the number of the dense layer.</summary>
    private static string[] Names(ChainKernelPlan plan)
    {
        string[] names = new string[plan.Links.Count];
        int layer = 0;
        for (int i = 0; i < names.Length; i++)
        {
            layer += plan.Links[i].Dense is null ? 0 : 1;
            string name = (plan.Links[i].Dense is null ? "a" : "z") + Text.Of(layer);
            while (names.Contains(name))
            {
                name += "a";
            }

            names[i] = name;
        }

        return names;
    }

    private static string W(string z) => "w" + z.Substring(1);

    private static string B(string z) => "b" + z.Substring(1);

    /// <summary>The statements of one width.</summary>
    private sealed class Body(CodeWriter writer, ChainKernelPlan plan, string[] names, VectorWidth width)
    {
        private readonly string _vector = width.Type + "<float>";
        private readonly int _lanes = width.Lanes;

        private bool IsWrittenOut => plan.Links.Sum(l => l.Dense is { IsTransposed: false } dense ? dense.Inputs * (2 + (2 * Vectors(l))) : 0) <= MostCalls;

        public void Write()
        {
            // The input lies in the caller's memory.
            string before = "x";
            bool isInRegisters = false;
            int size = plan.Links[0].Dense!.Inputs;
            for (int i = 0; i < plan.Links.Count; i++)
            {
                ChainLinkPlan link = plan.Links[i];
                if (i > 0)
                {
                    writer.Line();
                }

                writer.Line($"// {link.Layer}: {Formula(link, names[i], before, size)}");
                isInRegisters = link.Dense is null ? Activation(link, names[i], before, isInRegisters)
                    : link.Dense.IsTransposed ? ByUnit(link, names[i], before, isInRegisters)
                    : Dense(link, names[i], before, isInRegisters);
                before = names[i];
                size = link.Units;
            }
        }

        private static string Formula(ChainLinkPlan link, string name, string before, int size) => link.Dense is null
            ? $"{name} = {Named(link.Activation!.Formula, before)}"
            : $"{name} = {before} {W(name)}{(link.HasBias ? " + " + B(name) : "")}   [{Text.Of(size)}] x [{Text.Of(size)}, {Text.Of(link.Units)}] -> [{Text.Of(link.Units)}]{(link.Dense.IsTransposed ? $", {W(name)} unit by unit" : "")}";

        /// <summary>The formula of an activation in which z has that name.</summary>
        private static string Named(string formula, string z) => Regex.Replace(formula, @"\bz\b", z);

        private int Vectors(ChainLinkPlan link) => link.Stride / _lanes;

        private static string Register(string name, int vector) => $"{name}_{Text.Of(vector)}";

        private string Load(string from, int offset) => offset == 0 ? $"{width.Type}.LoadUnsafe(ref {from})" : $"{width.Type}.LoadUnsafe(ref {from}, {Text.Of(offset)})";

        private void Store(string value, string to, int offset) => writer.Line(offset == 0 ? $"{value}.StoreUnsafe(ref {to});" : $"{value}.StoreUnsafe(ref {to}, {Text.Of(offset)});");

        private string MultiplyAdd(string x, string w, string sum) => $"{(width.Bits == 128 ? "FusedMultiply.Add" : width.Type + ".FusedMultiplyAdd")}({x}, {w}, {sum})";

        private bool Dense(ChainLinkPlan link, string z, string before, bool isInRegisters)
        {
            int vectors = Vectors(link);
            for (int v = 0; v < vectors; v++)
            {
                writer.Line($"{_vector} {Register(z, v)} = {(link.HasBias ? Load(B(z), v * _lanes) : _vector + ".Zero")};");
            }

            int stride = link.Dense!.WeightStride;
            if (IsWrittenOut && vectors <= MostVectors)
            {
                for (int k = 0; k < link.Dense.Inputs; k++)
                {
                    string factor = isInRegisters
                        ? $"{width.Type}.Shuffle({Register(before, k / _lanes)}, {width.Type}.Create({Text.Of(k % _lanes)}))"
                        : $"{width.Type}.Create({(k == 0 ? before : $"Unsafe.Add(ref {before}, {Text.Of(k)})")})";
                    if (vectors > 1)
                    {
                        writer.Line($"{(k == 0 ? _vector + " " : "")}{z}_k = {factor};");
                        factor = z + "_k";
                    }

                    writer.Line(string.Join(" ", Enumerable.Range(0, vectors).Select(v =>
                        $"{Register(z, v)} = {MultiplyAdd(factor, Load(W(z), (k * stride) + (v * _lanes)), Register(z, v))};")));
                }
            }
            else
            {
                using (writer.Braces($"for (nint k = 0; k < {Text.Of(link.Dense.Inputs)}; k++)"))
                {
                    writer.Lines(
                        $"{_vector} xk = {width.Type}.Create(Unsafe.Add(ref {before}, k));",
                        $"ref float row = ref Unsafe.Add(ref {W(z)}, k * {Text.Of(stride)});");
                    for (int v = 0; v < vectors; v++)
                    {
                        writer.Line($"{Register(z, v)} = {MultiplyAdd("xk", Load("row", v * _lanes), Register(z, v))};");
                    }
                }

                writer.Line();
            }

            for (int v = 0; v < vectors; v++)
            {
                Store(Register(z, v), z, v * _lanes);
            }

            return vectors <= MostVectorsOfShort;
        }

        /// <summary>Scalar products in 16 canonical lanes, the bias at the end.</summary>
        private bool ByUnit(ChainLinkPlan link, string z, string before, bool isInRegisters)
        {
            int inputs = link.Dense!.Inputs / _lanes, sums = CanonicalLanes / _lanes;
            string bias = link.HasBias ? B(z) : "0f";
            if (link.Units > 1 || link.Dense.Inputs > LongestProduct * CanonicalLanes)
            {
                string start = link.HasBias ? "ref " + B(z) : "ref Unsafe.NullRef<float>()";
                writer.Line($"UnitKernel.Forward(ref {before}, {Text.Of(link.Dense.InputStride)}, ref {W(z)}, {Text.Of(link.Dense.WeightStride)}, {start}, ref {z}, {Text.Of(link.Dense.Inputs)}, {Text.Of(link.Units)}, 1);");
                return false;
            }

            for (int v = 0; v < inputs; v++)
            {
                string sum = $"{z}_p{Text.Of(v % sums)}", x = isInRegisters ? Register(before, v) : Load(before, v * _lanes);
                writer.Line($"{(v < sums ? _vector + " " : "")}{sum} = {MultiplyAdd(x, Load(W(z), v * _lanes), v < sums ? _vector + ".Zero" : sum)};");
            }

            writer.Line($"{_vector} {Register(z, 0)} = {width.Type}.CreateScalar(UnitKernel.Sum({string.Join(", ", Enumerable.Range(0, sums).Select(s => $"{z}_p{Text.Of(s)}"))}) + {bias});");
            Store(Register(z, 0), z, 0);
            for (int v = 1; v < Vectors(link); v++)
            {
                writer.Line($"{_vector} {Register(z, v)} = {_vector}.Zero;");
                Store(Register(z, v), z, v * _lanes);
            }

            return Vectors(link) <= MostVectorsOfShort;
        }

        private bool Activation(ChainLinkPlan link, string a, string before, bool isInRegisters)
        {
            ElementwiseKernelPlan kernel = link.Activation!;
            int most = Regex.Matches(kernel.Forward, @"\bM\.(\w+)").Cast<Match>().All(static m => s_short.Contains(m.Groups[1].Value)) && kernel.ForwardLocals.Count == 0 ? MostVectorsOfShort : MostVectors;
            if (!isInRegisters || Vectors(link) > most)
            {
                using (writer.Braces($"for (nuint i = 0; i < {Text.Of(link.Stride)}; i += {Text.Of(_lanes)})"))
                {
                    writer.Line($"{_vector} {a}_x = {width.Type}.LoadUnsafe(ref {before}, i);");
                    writer.Line($"({Value(kernel, a, "", a + "_x")}).StoreUnsafe(ref {a}, i);");
                }

                return false;
            }

            for (int v = 0; v < Vectors(link); v++)
            {
                writer.Line($"{_vector} {Register(a, v)} = {Value(kernel, a, "_" + Text.Of(v), Register(before, v))};");
                Store(Register(a, v), a, v * _lanes);
            }

            return true;
        }

        /// <summary>The activation of a register, after what its expression names.</summary>
        private string Value(ElementwiseKernelPlan kernel, string a, string suffix, string x)
        {
            string Variable(string name) => name == "x" ? x : kernel.ForwardLocals.Any(l => l.Name == name) ? $"{a}_{name}{suffix}" : name;
            foreach (LocalPlan local in kernel.ForwardLocals)
            {
                writer.Line($"{_vector} {Variable(local.Name)} = {ElementwiseEmitter.Print(local.Expression, kernel, Variable, width)};");
            }

            return ElementwiseEmitter.Print(kernel.Forward, kernel, Variable, width);
        }
    }

    private const int CanonicalLanes = 16;
}
