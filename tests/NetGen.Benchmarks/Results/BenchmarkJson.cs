using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetGen.Benchmarks.Results;

/// <summary>The JSON of results.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<CompareRow>))]
internal sealed partial class BenchmarkJson : JsonSerializerContext
{
    /// <summary>Writes rows to a file, which is whole or not there.</summary>
    public static void Write<T>(FileInfo file, IReadOnlyList<T> rows)
    {
        file.Directory?.Create();
        string temporary = file.FullName + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(rows, typeof(IReadOnlyList<T>), Default) + "\n");
        File.Move(temporary, file.FullName, overwrite: true);
    }
}
