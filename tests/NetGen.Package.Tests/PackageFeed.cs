using System.Globalization;
using System.Reflection;

[assembly: AssemblyFixture(typeof(NetGen.Package.Tests.PackageFeed))]

namespace NetGen.Package.Tests;

/// <summary>
/// The packages as they are published, in a folder feed, and beside it the projects of users: in a fresh directory outside the
/// repository, with a package folder of their own. Packed once for all tests.
/// </summary>
public sealed class PackageFeed : IAsyncLifetime
{
    /// <summary>The version of the packages.</summary>
    public const string Version = "0.1.0-test.1";

    /// <summary>The version of a second package of the same sources.</summary>
    public const string NextVersion = "0.1.0-test.2";

    private static readonly string[] _packing = [Version, NextVersion];

    /// <summary>The fresh directory.</summary>
    public string Root { get; } = Path.Combine(
        Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"netgen-packages-{Environment.ProcessId}-{DateTime.UtcNow.Ticks:x}"));

    /// <summary>The folder of the packages.</summary>
    public string Feed => Path.Combine(Root, "feed");

    /// <summary>The folder of the users' projects.</summary>
    public string Consumers => Path.Combine(Root, "consumers");

    /// <summary>What the build of all users' projects printed.</summary>
    public string BuildOutput { get; private set; } = "";

    /// <summary>The repository.</summary>
    internal static string Repository { get; } = Path.GetFullPath(
        typeof(PackageFeed).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "RepositoryRoot").Value!);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Feed);
        foreach (var version in _packing)
        {
            // Built apart from the repository's own output, which other tests may be reading.
            var options = $"-c Release -o \"{Feed}\" -p:Version={version} -p:ArtifactsPath=\"{Path.Combine(Root, "artifacts")}\" -v q";
            await Dotnet.Succeeds(Repository, $"pack src/NetGen/NetGen.csproj {options}");
            if (version == Version)
            {
                await Dotnet.Succeeds(Repository, $"pack src/NetGen.Templates/NetGen.Templates.csproj {options}");
            }
        }

        Copy(Path.Combine(AppContext.BaseDirectory, "Consumers"), Consumers);
        await File.WriteAllTextAsync(Path.Combine(Root, "nuget.config"), Settings());
        BuildOutput = await Dotnet.Succeeds(Consumers, "build Consumers.slnx -c Release");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        try
        {
            Directory.Delete(Root, recursive: true);
        }
        catch (IOException)
        {
            // A build server may still hold a file of it; the directory is temporary anyway.
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The feed besides the user's own sources; what the user has downloaded already is not downloaded again.</summary>
    private string Settings()
    {
        var downloaded = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var fallback = Directory.Exists(downloaded) ? $"""<fallbackPackageFolders><add key="downloaded" value="{downloaded}" /></fallbackPackageFolders>""" : "";
        return $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Path.Combine(Root, "packages")}" /></config>
              {fallback}
              <packageSources><add key="netgen-tests" value="{Feed}" /></packageSources>
            </configuration>
            """;
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
