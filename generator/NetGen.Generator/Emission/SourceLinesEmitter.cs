using NetGen.Generator.Emission.Folding;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.Emission;

/// <summary>Where each layer's attribute stands, for messages at run time.</summary>
internal static class SourceLinesEmitter
{
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

    /// <summary>Layers that repeat stand at the same lines in every round.</summary>
    private static void Folded(CodeWriter writer, IReadOnlyList<FoldNode> nodes, string index, int depth)
    {
        int start = 0;
        foreach (FoldNode node in nodes)
        {
            int end = start + node.Length;
            if (!node.IsLoop)
            {
                writer.Line($"if ({index} == {Text.Of(start)}) return {Text.Quote(node.Lines[0][0].Parts[0])};");
            }
            else if (node.Body.Count == 1 && !node.Body[0].IsLoop)
            {
                writer.Line($"if ({index} >= {Text.Of(start)} && {index} < {Text.Of(end)}) return {Text.Quote(node.Body[0].Lines[0][0].Parts[0])};");
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
}
