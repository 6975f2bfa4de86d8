using System.Text.RegularExpressions;

namespace NetGen.Package.Tests;

/// <summary>Projects that cannot work have one error that says what to change.</summary>
[Trait("Category", "Package")]
public sealed partial class BadInputTests(PackageFeed feed)
{
    private const string Source = """
        using NetGen;

        internal static class Program
        {
            private static void Main()
            {
            }
        }

        [Network, Input(2)]
        [Dense(4), Tanh]
        [Dense(1), MeanSquaredError]
        internal partial class Line
        {
        }
        """;

    [Theory]
    [InlineData("net8.0")]
    [InlineData("net9.0")]
    [InlineData("netstandard2.0")]
    public async Task OlderFramework_IsOneErrorOfNuGet(string framework)
    {
        var project = Write("Framework-" + framework, $"<TargetFramework>{framework}</TargetFramework>");
        var error = Single(await Dotnet.Fails(project, "build -c Release"));
        Assert.Contains("NU1202", error, StringComparison.Ordinal);
        Assert.Contains("net10.0", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OlderCompiler_IsOneErrorOfTheBuild()
    {
        var project = Write("Compiler", "<TargetFramework>net10.0</TargetFramework>");
        var error = Single(await Dotnet.Fails(project, "build -c Release -p:CompilerApiVersion=roslyn4.14"));
        Assert.Contains("NG0017", error, StringComparison.Ordinal);
        Assert.Contains("4.14", error, StringComparison.Ordinal);
        Assert.Contains("10.0.100", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OlderLanguage_IsOneErrorAtTheNetwork()
    {
        var project = Write("Language", "<TargetFramework>net10.0</TargetFramework><LangVersion>10.0</LangVersion>");
        var error = Single(await Dotnet.Fails(project, "build -c Release"));
        Assert.Contains("NG0016", error, StringComparison.Ordinal);
        Assert.Contains("Program.cs(10,2)", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux-x64", "", true)]
    [InlineData("win-x64", "", true)]
    [InlineData("linux-arm64", "", false)]
    [InlineData("linux-x64", "<IlcInstructionSet>x86-64-v2</IlcInstructionSet>", false)]
    [InlineData("linux-x64", "<NetGenCheckInstructionSet>false</NetGenCheckInstructionSet>", false)]
    public async Task NativeFileWithoutInstructionSet_IsAWarning(string runtime, string properties, bool warns)
    {
        // Restored as an ordinary project, for which no native compiler is needed; the target is the one that runs before it.
        var project = Write($"Native{runtime}{properties.Length}", $"<TargetFramework>net10.0</TargetFramework>{properties}");
        await Dotnet.Succeeds(project, "restore");
        var output = await Dotnet.Succeeds(project, $"msbuild -t:NetGenCheckInstructionSet -p:PublishAot=true -p:RuntimeIdentifier={runtime}");
        Assert.Equal(warns, output.Contains("warning NG0023", StringComparison.Ordinal));
        Assert.Equal(warns, output.Contains("<IlcInstructionSet>x86-64-v3</IlcInstructionSet>", StringComparison.Ordinal));
    }

    /// <summary>The only error; a build repeats it at its end.</summary>
    private static string Single(string output)
    {
        List<string> errors = [.. Error().Matches(output).Select(static m => m.Value.Trim()).Distinct(StringComparer.Ordinal)];
        Assert.True(errors.Count == 1, $"{errors.Count} errors:\n{output}");
        return errors[0];
    }

    private string Write(string name, string properties)
    {
        var directory = Path.Combine(feed.Root, "bad", name);
        Directory.CreateDirectory(directory);
        File.WriteAllText(Path.Combine(directory, "Program.cs"), Source);
        File.WriteAllText(
            Path.Combine(directory, name + ".csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><OutputType>Exe</OutputType>{properties}</PropertyGroup>
              <ItemGroup><PackageReference Include="NetGen" Version="{PackageFeed.Version}" /></ItemGroup>
            </Project>
            """);
        return directory;
    }

    [GeneratedRegex(@"^.*\berror [A-Z]+\d+:.*$", RegexOptions.Multiline)]
    private static partial Regex Error();
}
