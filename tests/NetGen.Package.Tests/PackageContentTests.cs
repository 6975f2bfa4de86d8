using System.IO.Compression;
using System.Xml.Linq;

namespace NetGen.Package.Tests;

/// <summary>What is in the packages, and what they depend on.</summary>
[Trait("Category", "Package")]
public sealed class PackageContentTests(PackageFeed feed)
{
    [Fact]
    public void Package_HasRuntimeGeneratorAndBuildFiles()
    {
        var names = Names("NetGen", "nupkg");
        Assert.Contains("lib/net10.0/NetGen.dll", names);
        Assert.Contains("lib/net10.0/NetGen.xml", names);
        Assert.Contains("analyzers/dotnet/cs/NetGen.Generator.dll", names);
        Assert.Contains("buildTransitive/net10.0/NetGen.props", names);
        Assert.Contains("buildTransitive/net10.0/NetGen.targets", names);
        Assert.Contains("README.md", names);
        Assert.Contains("icon.png", names);

        // One library, and analyzers that bring nothing of the compiler with them.
        Assert.Single(names, static n => n.StartsWith("lib/", StringComparison.Ordinal) && n.EndsWith(".dll", StringComparison.Ordinal));
        Assert.All(
            names.Where(static n => n.StartsWith("analyzers/", StringComparison.Ordinal)),
            static n => Assert.StartsWith("analyzers/dotnet/cs/NetGen.", n, StringComparison.Ordinal));
    }

    [Fact]
    public void Package_HasEveryProjectBesideTheGenerator()
    {
        var names = Names("NetGen", "nupkg");
        var projects = Directory.GetFiles(Path.Combine(PackageFeed.Repository, "generator"), "*.csproj", SearchOption.AllDirectories);
        Assert.NotEmpty(projects);
        Assert.All(projects, project => Assert.Contains($"analyzers/dotnet/cs/{Path.GetFileNameWithoutExtension(project)}.dll", names));
    }

    [Fact]
    public void Package_SaysWhatItIs()
    {
        var metadata = Metadata("NetGen");
        XName Name(string name) => metadata.Name.Namespace + name;
        Assert.Equal("NetGen", metadata.Element(Name("id"))!.Value);
        Assert.Equal(PackageFeed.Version, metadata.Element(Name("version"))!.Value);
        Assert.Equal("MIT", metadata.Element(Name("license"))!.Value);
        Assert.Equal("icon.png", metadata.Element(Name("icon"))!.Value);
        Assert.Equal("README.md", metadata.Element(Name("readme"))!.Value);
        Assert.NotEmpty(metadata.Element(Name("description"))!.Value);

        var group = Assert.Single(metadata.Descendants(Name("group")));
        Assert.Equal("net10.0", group.Attribute("targetFramework")!.Value);
        var dependency = Assert.Single(group.Elements());
        Assert.Equal("System.Numerics.Tensors", dependency.Attribute("id")!.Value);
    }

    [Fact]
    public void Symbols_AreAPackageOfTheirOwn() =>
        Assert.Contains("lib/net10.0/NetGen.pdb", Names("NetGen", "snupkg"));

    [Fact]
    public void Templates_AreContentOnly()
    {
        var names = Names("NetGen.Templates", "nupkg");
        Assert.Contains("content/netgen/.template.config/template.json", names);
        Assert.Contains("content/netgen/NetGenApp.csproj", names);
        Assert.Contains("content/netgen-network/.template.config/template.json", names);
        Assert.DoesNotContain(names, static n => n.EndsWith(".dll", StringComparison.Ordinal));
        Assert.DoesNotContain(names, static n => n.Contains("/obj/", StringComparison.Ordinal) || n.Contains("/bin/", StringComparison.Ordinal));

        var metadata = Metadata("NetGen.Templates");
        Assert.Empty(metadata.Descendants(metadata.Name.Namespace + "dependency"));
        Assert.Equal("Template", metadata.Descendants(metadata.Name.Namespace + "packageType").Single().Attribute("name")!.Value);
    }

    private List<string> Names(string id, string extension)
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Feed, $"{id}.{PackageFeed.Version}.{extension}"));
        return [.. package.Entries.Select(static e => e.FullName)];
    }

    private XElement Metadata(string id)
    {
        using var package = ZipFile.OpenRead(Path.Combine(feed.Feed, $"{id}.{PackageFeed.Version}.nupkg"));
        using var stream = package.GetEntry(id + ".nuspec")!.Open();
        return XDocument.Load(stream).Root!.Elements().Single(static e => e.Name.LocalName == "metadata");
    }
}
