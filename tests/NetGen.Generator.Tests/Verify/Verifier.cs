using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Xunit.v3;

namespace VerifyXunit;

/// <summary>Compares the output of a generator with the files that were verified before.</summary>
public static class Verifier
{
    /// <summary>Verifies the output of the last run of a driver.</summary>
    public static SettingsTask Verify(GeneratorDriver target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        Verify(target.GetRunResult(), settings, sourceFile);

    /// <summary>Verifies the output of a run: every generated file, and the diagnostics where there are any.</summary>
    public static SettingsTask Verify(
        GeneratorDriverRunResult target, VerifySettings? settings = null, [CallerFilePath] string sourceFile = "") =>
        new(settings, current => Task.FromResult(Compare(target, current, sourceFile)));

    private static VerifyResult Compare(GeneratorDriverRunResult target, VerifySettings settings, string sourceFile)
    {
        if (!VerifySourceGenerators.Initialized)
        {
            throw new InvalidOperationException("Call VerifySourceGenerators.Initialize() from a module initializer.");
        }

        var testMethod = (IXunitTestMethod?)TestContext.Current.TestMethod
            ?? throw new InvalidOperationException("TestContext.TestMethod is null");
        var prefix = SnapshotName.Prefix(testMethod.Method, settings);
        var directory = Path.GetDirectoryName(sourceFile)!;
        if (settings.Directory is { } below)
        {
            directory = Path.Combine(directory, below);
        }

        var engine = new SnapshotEngine(directory, prefix, settings.AcceptsAll || VerifierSettings.AutoVerifyAll);
        return engine.Compare(SnapshotTarget.From(target, settings));
    }
}
