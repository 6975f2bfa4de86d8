using NetGen.Generator.Emission.Folding;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Emission;

/// <summary>Where each layer's attribute stands, for messages at run time.</summary>
internal static class SourceLinesEmitter
{
    private const int LeastInTable = 8;
    private const int NumbersInLine = 20;

    public static string Emit(SourceLinesModel model) => SourceFile.InClass(
        "Where the attributes stand. Apart from the rest, so that moving the class rewrites this file only.",
        model.Namespace, model.Containers, model.Name, [], "",
        writer =>
        {
            using (writer.Braces("private static string NetGenSourceOf(int layer)"))
            {
                if (model.Lines.Count > Folder.Layers)
                {
                    Folded(writer, Folder.Fold(model.Lines.Select(static l => (string[])[l]), isEnabled: true), "layer", 0);
                    writer.Line("return \"\";");
                    return;
                }

                using (writer.Braces("switch (layer)"))
                {
                    for (int i = 0; i < model.Lines.Count; i++)
                    {
                        writer.Line($"case {Text.Of(i)}: return {Text.Quote(model.Lines[i])};");
                    }

                    writer.Line("default: return \"\";");
                }
            }
        });

    /// <summary>Layers that repeat stand at the same lines in every round; others have a table of lines.</summary>
    private static void Folded(CodeWriter writer, IReadOnlyList<FoldNode> nodes, string index, int depth)
    {
        int start = 0;
        for (int i = 0; i < nodes.Count; i++)
        {
            FoldNode node = nodes[i];
            int end = start + node.Length;
            int inTable = Tabulated(nodes, i);
            if (inTable >= LeastInTable)
            {
                end = start + inTable;
                Table(writer, nodes.Skip(i).Take(inTable).Select(Place), index, start, end);
                i += inTable - 1;
            }
            else if (!node.IsLoop)
            {
                writer.Line($"if ({index} == {Text.Of(start)}) return {Text.Quote(Place(node))};");
            }
            else if (node.Body.Count == 1 && !node.Body[0].IsLoop)
            {
                writer.Line($"if ({index} >= {Text.Of(start)} && {index} < {Text.Of(end)}) return {Text.Quote(Place(node.Body[0]))};");
            }
            else
            {
                using (writer.Braces($"if ({index} >= {Text.Of(start)} && {index} < {Text.Of(end)})"))
                {
                    string inner = "at" + Text.Of(depth);
                    writer.Line($"int {inner} = ({index} - {Text.Of(start)}) % {Text.Of(node.Length / node.Count)};");
                    Folded(writer, node.Body, inner, depth + 1);
                }
            }

            start = end;
        }
    }

    private static string Place(FoldNode node) => node.Lines[0][0].Parts[0];

    /// <summary>How many single layers from a place on stand in the same file.</summary>
    private static int Tabulated(IReadOnlyList<FoldNode> nodes, int first)
    {
        int count = 0;
        while (first + count < nodes.Count && !nodes[first + count].IsLoop && File(Place(nodes[first + count])) is { Length: > 0 } file
            && file == File(Place(nodes[first])))
        {
            count++;
        }

        return count;
    }

    private static void Table(CodeWriter writer, IEnumerable<string> places, string index, int start, int end)
    {
        string[] all = [.. places];
        using (writer.Braces($"if ({index} >= {Text.Of(start)} && {index} < {Text.Of(end)})"))
        {
            writer.Lines("global::System.ReadOnlySpan<int> lines = new int[]", "{");
            for (int i = 0; i < all.Length; i += NumbersInLine)
            {
                writer.Line("    " + string.Join(", ", all.Skip(i).Take(NumbersInLine).Select(static p => p.Substring(File(p).Length + 1).TrimEnd(')'))) + ",");
            }

            writer.Lines(
                "};",
                $"return {Text.Quote(File(all[0]) + "(")} + lines[{index} - {Text.Of(start)}].ToString(global::System.Globalization.CultureInfo.InvariantCulture) + \")\";");
        }
    }

    /// <summary>The file of a place such as <c>Networks.cs(12)</c>; empty where it is not of that form.</summary>
    private static string File(string place) => place.EndsWith(")", StringComparison.Ordinal) ? place.Substring(0, Math.Max(0, place.LastIndexOf('('))) : "";
}
