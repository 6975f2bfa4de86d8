using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Infrastructure;

/// <summary>Names and numbers as text.</summary>
internal static class Text
{
    public static string Of(int value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Of(bool value) => value ? "true" : "false";

    /// <summary>A C# string literal.</summary>
    public static string Quote(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>Escapes a name that is a keyword.</summary>
    public static string Identifier(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None ? "@" + name : name;

    public static bool IsIdentifier(string name) => SyntaxFacts.IsValidIdentifier(name);

    public static string Pascal(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    public static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    /// <summary>
    /// Turns a metadata name into one identifier, and different names into different ones: a separator becomes an underscore,
    /// an underscore becomes two, and a part that starts with one gets a zero before it, which no part can start with itself.
    /// </summary>
    public static string Mangle(string metadataName)
    {
        var text = new StringBuilder(metadataName.Length + 8);
        bool starts = true;
        foreach (char c in metadataName)
        {
            bool separates = c is '.' or '+';
            text.Append(separates ? "_" : c != '_' ? c.ToString() : starts && text.Length > 0 ? "0__" : "__");
            starts = separates;
        }

        return text.ToString();
    }

    /// <summary>A stable hash of the exact text (FNV-1a), for hint names that would differ in case only.</summary>
    public static string Hash(string value)
    {
        uint hash = 2166136261;
        foreach (char c in value)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return hash.ToString("x8", CultureInfo.InvariantCulture);
    }

    /// <summary>Text that may stand in an XML doc comment.</summary>
    public static string Xml(string value) => value.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
