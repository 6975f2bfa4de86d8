using System.Text.Json;
using System.Text.Json.Serialization;
using GradientClinic.Results;

namespace GradientClinic.Report;

/// <summary>Writes clinic.json without reflection, so that it also works when compiled ahead of time.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ClinicResult))]
public sealed partial class ClinicJson : JsonSerializerContext
{
    /// <summary>The json: the same result gives the same bytes.</summary>
    public static string Write(ClinicResult result) => JsonSerializer.Serialize(result, Default.ClinicResult) + "\n";

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is not such a json.</exception>
    public static ClinicResult Read(string json) =>
        JsonSerializer.Deserialize(json, Default.ClinicResult) ?? throw new JsonException("The file holds null.");
}
