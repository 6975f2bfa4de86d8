using System.Diagnostics;
using System.Globalization;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Startup;

/// <summary>Starts this program again, to do one thing that only a fresh process can.</summary>
internal static class FreshProcess
{
    /// <summary>The first argument of such a process.</summary>
    public const string Verb = "fresh-process";

    /// <summary>The first steps of a network.</summary>
    /// <param name="shape">The network.</param>
    /// <returns>Milliseconds from the start of the process to the end of its first step, and what it measured.</returns>
    /// <exception cref="InvalidOperationException">The process failed.</exception>
    public static (double FromStartMs, StartupRow Row) Run(NetworkShape shape)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown.");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(FreshProcess).Assembly.Location);
        }

        start.ArgumentList.Add(Verb);
        start.ArgumentList.Add(shape.Name);
        long started = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        string[] words = process.StandardOutput.ReadToEnd().Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        if (process.ExitCode != 0 || words.Length != 7)
        {
            throw new InvalidOperationException($"A fresh process for {shape.Name} ended with code {process.ExitCode}.");
        }

        var row = new StartupRow(
            long.Parse(words[0], CultureInfo.InvariantCulture),
            Number(words[1]),
            Number(words[2]),
            int.Parse(words[3], CultureInfo.InvariantCulture),
            Number(words[4]),
            Number(words[5]),
            Number(words[6]));
        return (Stopwatch.GetElapsedTime(started, row.FirstStepAt).TotalMilliseconds, row);
    }

    /// <summary>What the process does.</summary>
    public static void Answer(string shapeName)
    {
        StartupRow row = ShapeCatalogue.All.Single(shape => shape.Name == shapeName).Startup();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{row.FirstStepAt} {row.FirstStepMs} {row.CompilingMs} {row.Methods} {row.SecondStepMs} {row.FirstPredictMs} {row.LaterStepMs}"));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
