using System.Diagnostics;
using System.Text;

namespace NetGen.Package.Tests;

/// <summary>Runs the dotnet command as a user's shell would: without what this test run has put into its environment.</summary>
internal static class Dotnet
{
    private static readonly TimeSpan _limit = TimeSpan.FromMinutes(10);

    private static string Host => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>Runs and asserts success.</summary>
    public static async Task<string> Succeeds(string directory, string arguments, params (string Name, string Value)[] environment)
    {
        var (code, output) = await Run(directory, arguments, environment);
        Assert.True(code == 0, $"dotnet {arguments} in {directory} ended with {code}:\n{output}");
        return output;
    }

    /// <summary>Runs and asserts failure.</summary>
    public static async Task<string> Fails(string directory, string arguments)
    {
        var (code, output) = await Run(directory, arguments, []);
        Assert.True(code != 0, $"dotnet {arguments} in {directory} succeeded:\n{output}");
        return output;
    }

    private static async Task<(int Code, string Output)> Run(string directory, string arguments, (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(Host, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(IsOfThisRun).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "true";
        // Nothing of a build may outlive it: the directories are deleted afterwards.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = new StringBuilder();
        process.OutputDataReceived += (_, e) => Append(e.Data);
        process.ErrorDataReceived += (_, e) => Append(e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(_limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet {arguments} in {directory} took longer than {_limit.TotalMinutes} minutes or was cancelled:\n{output}");
        }

        return (process.ExitCode, output.ToString());

        void Append(string? line)
        {
            lock (output)
            {
                output.AppendLine(line);
            }
        }
    }

    private static bool IsOfThisRun(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("TESTINGPLATFORM", StringComparison.OrdinalIgnoreCase)
        || name is "NUGET_PACKAGES" or "DOTNET_CLI_TELEMETRY_SESSIONID" or "Version" or "VERSION";
}
