using System.Reflection;
using Microsoft.CodeAnalysis;

namespace NetGen.Benchmarks.Generation;

/// <summary>How many lines the generator writes for the networks of this assembly, whose sources it carries.</summary>
internal static class EmittedLines
{
    /// <summary>Generates again and counts.</summary>
    /// <param name="shared">The lines that belong to no single network.</param>
    /// <returns>The lines by class name.</returns>
    public static Dictionary<string, int> OfThisAssembly(out int shared)
    {
        Assembly assembly = Assembly.GetExecutingAssembly();
        GeneratorDriver driver = GeneratorHost.Driver().RunGenerators(GeneratorHost.Compile(
            assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".cs", StringComparison.Ordinal)).Select(name => (name, Read(assembly, name)))));
        var lines = new Dictionary<string, int>();
        shared = 0;
        foreach (GeneratedSourceResult source in driver.GetRunResult().Results[0].GeneratedSources)
        {
            const string Networks = "NetGen.Benchmarks.Networks.";
            int count = source.SourceText.Lines.Count;
            if (source.HintName.StartsWith(Networks, StringComparison.Ordinal))
            {
                string name = source.HintName[Networks.Length..];
                name = name[..name.IndexOf('.', StringComparison.Ordinal)];
                lines[name] = lines.GetValueOrDefault(name) + count;
            }
            else
            {
                shared += count;
            }
        }

        return lines;
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
