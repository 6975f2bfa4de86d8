using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetGen.Package.Tests;

/// <summary>The templates, installed into a hive of their own: what they create builds and runs as it is.</summary>
[Trait("Category", "Package")]
public sealed class TemplateTests(PackageFeed feed)
{
    [Fact]
    public async Task Templates_CreateAnAppThatTrains()
    {
        var hive = $"--debug:custom-hive \"{Path.Combine(feed.Root, "hive")}\"";
        var directory = Path.Combine(feed.Root, "templates");
        var app = Path.Combine(directory, "Moons");
        Directory.CreateDirectory(directory);
        await Dotnet.Succeeds(directory, $"new install \"{Path.Combine(feed.Feed, $"NetGen.Templates.{PackageFeed.Version}.nupkg")}\" {hive}");
        await Dotnet.Succeeds(directory, $"new netgen -n Moons -o Moons {hive}");
        await Dotnet.Succeeds(app, $"new netgen-network -n PriceNet --inputs 12 --hidden 24 --outputs 3 {hive}");

        var network = await File.ReadAllTextAsync(Path.Combine(app, "PriceNet.cs"), TestContext.Current.CancellationToken);
        Assert.Contains("namespace Moons;", network, StringComparison.Ordinal);
        Assert.Contains("[Network, Input(12)]", network, StringComparison.Ordinal);
        Assert.Contains("[Dense(24), ReLU]", network, StringComparison.Ordinal);
        Assert.Contains("[Dense(3), MeanSquaredError]", network, StringComparison.Ordinal);
        var project = await File.ReadAllTextAsync(Path.Combine(app, "Moons.csproj"), TestContext.Current.CancellationToken);
        Assert.Contains($"Include=\"NetGen\" Version=\"{PackageFeed.Version}\"", project, StringComparison.Ordinal);
        Assert.DoesNotContain("PublishAot", project, StringComparison.Ordinal);

        var build = await Dotnet.Succeeds(app, "build -c Release -warnaserror");
        Assert.Contains("0 Warning(s)", build, StringComparison.Ordinal);
        var output = await Dotnet.Succeeds(app, "bin/Release/net10.0/Moons.dll");
        Assert.Contains("MoonsNet: 2 -> 2", output, StringComparison.Ordinal);
        Assert.Contains("dense3", output, StringComparison.Ordinal);
        Assert.Contains("gradient", output, StringComparison.Ordinal);
        Assert.Contains("healthy", output, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("is on the upper moon", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Templates_AotOption_PublishesOneNativeFile()
    {
        var hive = $"--debug:custom-hive \"{Path.Combine(feed.Root, "hive-aot")}\"";
        var directory = Path.Combine(feed.Root, "templates-aot");
        var app = Path.Combine(directory, "Native");
        Directory.CreateDirectory(directory);
        await Dotnet.Succeeds(directory, $"new install \"{Path.Combine(feed.Feed, $"NetGen.Templates.{PackageFeed.Version}.nupkg")}\" {hive}");
        await Dotnet.Succeeds(directory, $"new netgen -n Native -o Native --aot --no-restore {hive}");
        Assert.Contains(
            "<PublishAot>true</PublishAot>",
            await File.ReadAllTextAsync(Path.Combine(app, "Native.csproj"), TestContext.Current.CancellationToken),
            StringComparison.Ordinal);

        Assert.SkipUnless(
            OperatingSystem.IsLinux() && File.Exists("/usr/bin/clang") && File.Exists("/usr/include/zlib.h"),
            "Publishing a native file needs Linux with clang and zlib1g-dev here.");
        var published = await Dotnet.Succeeds(app, $"publish -c Release -r {RuntimeInformation.RuntimeIdentifier} -o out -warnaserror");
        Assert.DoesNotContain("warning IL", published, StringComparison.Ordinal);
        using var native = Process.Start(new ProcessStartInfo(Path.Combine(app, "out", "Native")) { RedirectStandardOutput = true })!;
        var output = await native.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await native.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, native.ExitCode);
        Assert.Contains("is on the upper moon", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(app, "out")), static f => f.EndsWith(".dll", StringComparison.Ordinal));
    }
}
