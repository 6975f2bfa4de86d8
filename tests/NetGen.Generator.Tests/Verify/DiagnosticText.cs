using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace VerifyTests;

/// <summary>Diagnostics as the indented, unquoted JSON of Verify.</summary>
internal static class DiagnosticText
{
    public static string Write(IReadOnlyList<Diagnostic> diagnostics) =>
        "{\n  Diagnostics: [\n" + string.Join(",\n", diagnostics.Select(Write)) + "\n  ]\n}";

    private static string Write(Diagnostic diagnostic)
    {
        var members = new List<string>();
        if (diagnostic.Location != Location.None)
        {
            members.Add($"Location: {diagnostic.Location.GetMappedLineSpan()}");
        }

        members.Add($"Message: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}");
        members.Add($"Severity: {diagnostic.Severity}");
        if (diagnostic.WarningLevel != 0)
        {
            members.Add($"WarningLevel: {diagnostic.WarningLevel.ToString(CultureInfo.InvariantCulture)}");
        }

        members.Add("Descriptor: " + Block(6, Members(diagnostic.Descriptor)));
        return "    " + Block(4, members);
    }

    private static List<string> Members(DiagnosticDescriptor descriptor)
    {
        var members = new List<string>
        {
            $"Id: {descriptor.Id}",
            $"Title: {descriptor.Title.ToString(CultureInfo.InvariantCulture)}",
        };
        Add(members, "Description", descriptor.Description.ToString(CultureInfo.InvariantCulture));
        Add(members, "HelpLink", descriptor.HelpLinkUri);
        members.Add($"MessageFormat: {descriptor.MessageFormat.ToString(CultureInfo.InvariantCulture)}");
        members.Add($"Category: {descriptor.Category}");
        members.Add($"DefaultSeverity: {descriptor.DefaultSeverity}");
        members.Add($"IsEnabledByDefault: {(descriptor.IsEnabledByDefault ? "true" : "false")}");
        var tags = descriptor.CustomTags.ToList();
        if (tags.Count > 0)
        {
            members.Add("CustomTags: [\n" + string.Join(",\n", tags.Select(static t => $"          {t}")) + "\n        ]");
        }

        return members;
    }

    private static void Add(List<string> members, string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            members.Add($"{name}: {value}");
        }
    }

    private static string Block(int indentation, List<string> members)
    {
        var outer = new string(' ', indentation);
        var builder = new StringBuilder("{\n");
        builder.AppendJoin(",\n", members.Select(m => $"{outer}  {m}"));
        return builder.Append('\n').Append(outer).Append('}').ToString();
    }
}
