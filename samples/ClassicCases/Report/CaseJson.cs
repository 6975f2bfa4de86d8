using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ClassicCases.Results;

namespace ClassicCases.Report;

/// <summary>Writes the json without reflection, so that it also works when compiled ahead of time.</summary>
[JsonSerializable(typeof(CaseReport))]
public sealed partial class CaseJson : JsonSerializerContext
{
    private static readonly CaseJson s_readable = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",

        // The file is read by people and programs, not put into pages: < and > need no escape.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    /// <summary>The json: the same result gives the same bytes.</summary>
    public static string Write(CaseReport report) => JsonSerializer.Serialize(report, s_readable.CaseReport) + "\n";

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is not such a json.</exception>
    public static CaseReport Read(string json) =>
        JsonSerializer.Deserialize(json, s_readable.CaseReport) ?? throw new JsonException("The file holds null.");
}
