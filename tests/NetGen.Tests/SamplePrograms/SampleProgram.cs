using System.Diagnostics;

namespace NetGen.Tests.SamplePrograms;

/// <summary>A sample as a user runs it: a process of its own, in a folder of the repository.</summary>
internal static class SampleProgram
{
    /// <summary>Runs the sample that was built with this test.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> Run(string sample, params string[] arguments)
    {
        // artifacts/bin/NetGen.Tests/<configuration>/ is where this runs.
        var here = new DirectoryInfo(AppContext.BaseDirectory);
        string program = Path.Combine(here.Parent!.Parent!.FullName, sample, here.Name, sample + ".dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = here.FullName,
        };
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }

    /// <summary>A file or folder of the shared data, which samples find above the current folder too; null where there is none.</summary>
    public static string? Data(string path)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string candidate = Path.Combine(folder.FullName, "shared", "data", path);
            if (Path.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Does something in a folder that is gone afterwards.</summary>
    public static async Task InFolder(Func<string, Task> action)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("netgen-sample-");
        try
        {
            await action(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
