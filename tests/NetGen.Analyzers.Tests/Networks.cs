namespace NetGen.Analyzers.Tests;

/// <summary>Declarations.</summary>
internal static class Networks
{
    /// <summary>A class with these attributes.</summary>
    public static string Class(string attributes, string rest = "") => $"using NetGen;\n\n{attributes}\npublic partial class Net;\n{rest}";

    /// <summary>A line of attributes several times.</summary>
    public static string Times(int count, string line) => string.Concat(Enumerable.Repeat(line + "\n", count));
}
