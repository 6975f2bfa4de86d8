using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Emission.Folding;

/// <summary>
/// A table of objects: an array literal, or for deep networks a method that fills an array with loops.
/// </summary>
internal static class FoldedTable
{
    /// <summary>Writes the property that holds the table, within an object initializer.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="property">The property.</param>
    /// <param name="type">The type of the entries in the runtime's namespace.</param>
    /// <param name="entries">The entries as expressions of marked lines.</param>
    /// <param name="isFolded">Whether the entries are in a method of their own.</param>
    public static void Property(CodeWriter writer, string property, string type, IEnumerable<string[]> entries, bool isFolded)
    {
        if (isFolded)
        {
            writer.Line($"    {property} = global::System.Collections.Immutable.ImmutableArray.Create(NetGen{property}()),");
            return;
        }

        writer.Lines(
            $"    {property} = global::System.Collections.Immutable.ImmutableArray.Create(new global::NetGen.{type}[]",
            "    {");
        FoldPrinter.Print(writer, Folder.Fold(
            entries.Select(static e => (string[])[.. e.Select((line, i) => $"        {line}{(i == e.Length - 1 ? "," : "")}")]), isEnabled: false));
        writer.Line("    }),");
    }

    /// <summary>Writes the method that fills the array.</summary>
    public static void Method(CodeWriter writer, string property, string type, IReadOnlyList<string[]> entries)
    {
        writer.Line();
        using (writer.Braces($"private static global::NetGen.{type}[] NetGen{property}()"))
        {
            writer.Lines(
                $"global::NetGen.{type}[] all = new global::NetGen.{type}[{Text.Of(entries.Count)}];",
                "int next = 0;");
            FoldPrinter.Print(writer, Folder.Fold(
                entries.Select(static e => (string[])[.. e.Select((line, i) => (i == 0 ? "all[next++] = " : "") + line + (i == e.Length - 1 ? ";" : ""))]),
                isEnabled: true));
            writer.Line("return all;");
        }
    }
}
