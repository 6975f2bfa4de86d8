using System.Text.Json;
using System.Text.Json.Serialization;

namespace NetGen.Benchmarks.Results;

/// <summary>The JSON of results.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(IReadOnlyList<CompareRow>))]
[JsonSerializable(typeof(IReadOnlyList<PassesRow>))]
[JsonSerializable(typeof(IReadOnlyList<JitRow>))]
[JsonSerializable(typeof(IReadOnlyList<InstrumentationRow>))]
[JsonSerializable(typeof(IReadOnlyList<ThreadsRow>))]
[JsonSerializable(typeof(IReadOnlyList<GeneratorRow>))]
internal sealed partial class BenchmarkJson : JsonSerializerContext
{
    /// <summary>Writes rows to a file, which is whole or not there, if there is a file.</summary>
    public static void WriteIfAsked<T>(FileInfo? file, IReadOnlyList<T> rows)
    {
        if (file is null)
        {
            return;
        }

        file.Directory?.Create();
        string temporary = file.FullName + ".tmp";
        File.WriteAllText(temporary, JsonSerializer.Serialize(rows, typeof(IReadOnlyList<T>), Default) + "\n");
        File.Move(temporary, file.FullName, overwrite: true);
    }
}
