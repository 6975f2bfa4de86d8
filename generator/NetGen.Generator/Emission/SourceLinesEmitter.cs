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
}
