using System.Diagnostics;
using System.IO.Compression;
using System.Reflection.Metadata;
using System.Text;
using System.Xml.Linq;

namespace NetGen.Package.Tests;

/// <summary>A package that is built for release, from a checkout whose origin has an address, leads a debugger to its sources.</summary>
[Trait("Category", "Package")]
public sealed class SourceLinkTests(PackageFeed feed)
{
    private const string Address = "https://github.com/example/netgen.git";

    // The id of Source Link's record in a portable symbol file.
    private static readonly Guid _sourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    [Fact]
    public async Task Symbols_LeadToTheSourcesOfTheCommit()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(PackageFeed.Repository, ".git")), "The sources are not a git checkout.");
        var checkout = Path.Combine(feed.Root, "checkout");
        Git(feed.Root, $"clone --quiet \"{PackageFeed.Repository}\" checkout");
        Git(checkout, $"remote set-url origin {Address}");
        var commit = Git(checkout, "rev-parse HEAD").Trim();
        var output = Path.Combine(feed.Root, "linked");
        await Dotnet.Succeeds(
            checkout, $"pack src/NetGen/NetGen.csproj -c Release -o \"{output}\" -p:Version={PackageFeed.Version} -p:RunAnalyzers=false -v q", ("CI", "true"));

        using var package = ZipFile.OpenRead(Path.Combine(output, $"NetGen.{PackageFeed.Version}.nupkg"));
        using var nuspec = package.GetEntry("NetGen.nuspec")!.Open();
        var repository = XDocument.Load(nuspec).Descendants().Single(static e => e.Name.LocalName == "repository");
        Assert.Equal("git", repository.Attribute("type")!.Value);
        Assert.Equal(Address, repository.Attribute("url")!.Value);
        Assert.Equal(commit, repository.Attribute("commit")!.Value);

        using var symbols = ZipFile.OpenRead(Path.Combine(output, $"NetGen.{PackageFeed.Version}.snupkg"));
        using var memory = new MemoryStream();
        using (var file = symbols.GetEntry("lib/net10.0/NetGen.pdb")!.Open())
        {
            await file.CopyToAsync(memory, TestContext.Current.CancellationToken);
        }

        memory.Position = 0;
        using var provider = MetadataReaderProvider.FromPortablePdbStream(memory);
        var reader = provider.GetMetadataReader();
        var link = reader.CustomDebugInformation.Select(reader.GetCustomDebugInformation).Single(i => reader.GetGuid(i.Kind) == _sourceLink);
        Assert.Equal(
            "{\"documents\":{\"/_/*\":\"https://raw.githubusercontent.com/example/netgen/" + commit + "/*\"}}",
            Encoding.UTF8.GetString(reader.GetBlobBytes(link.Value)));

        // Deterministic: no path of this machine in the file.
        var names = reader.Documents.Select(d => reader.GetString(reader.GetDocument(d).Name)).ToArray();
        Assert.NotEmpty(names);
        Assert.All(names, static n => Assert.StartsWith("/_/", n, StringComparison.Ordinal));
    }

    private static string Git(string directory, string arguments)
    {
        using var git = Process.Start(new ProcessStartInfo("git", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true })!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.True(git.ExitCode == 0, $"git {arguments} ended with {git.ExitCode}");
        return output;
    }
}
