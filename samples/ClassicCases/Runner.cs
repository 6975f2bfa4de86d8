using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using ClassicCases.Cases;
using ClassicCases.Report;
using ClassicCases.Results;
using SampleKit;
using Spectre.Console;

namespace ClassicCases;

/// <summary>Runs cases side by side and writes the report.</summary>
internal sealed class Runner(IReadOnlyList<Case> cases, long seed, bool quick, DirectoryInfo output, FileInfo? json, IAnsiConsole console)
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Interrupted = 130;
    private readonly FileInfo _json = json ?? new FileInfo(Path.Combine(output.FullName, "cases.json"));

    /// <summary>Runs everything.</summary>
    /// <returns>The exit code of the program.</returns>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        if (OutputFolder.WhyNotWritable(output) is { } obstacle)
        {
            await Console.Error.WriteLineAsync($"--out {output}: {obstacle}").ConfigureAwait(false);
            return Failure;
        }

        if (json is not null && OutputFolder.WhyNotWritable(json.Directory!) is { } jsonObstacle)
        {
            await Console.Error.WriteLineAsync($"--json {json}: {jsonObstacle}").ConfigureAwait(false);
            return Failure;
        }

        var watch = Stopwatch.StartNew();
        await RunAllAsync(cancel).ConfigureAwait(false);
        CaseReport report = Report();
        try
        {
            ReportFiles.Write(output, _json, cases, report);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"The report was not written: {e.Message}").ConfigureAwait(false);
            return Failure;
        }

        ConsoleReport.Write(console, report);
        console.MarkupLineInterpolated(CultureInfo.InvariantCulture,
            $"Written: [bold]{ReportFiles.Page(output)}[/] and [bold]{_json.FullName}[/] ({watch.Elapsed.TotalSeconds:0.0} s)");
        if (!report.Complete)
        {
            string missing = string.Join(", ", cases.Where(static c => !c.Finished).Select(static c => c.Name));
            await Console.Error.WriteLineAsync($"Stopped; what was finished is kept. Not finished: {missing}.").ConfigureAwait(false);
            return Interrupted;
        }

        return report.Pass ? Success : Failure;
    }

    /// <summary>What has been measured so far.</summary>
    private CaseReport Report()
    {
        List<Check> checks = [.. cases.SelectMany(static c => c.Checks())];
        return new CaseReport
        {
            Seed = seed,
            Quick = quick,
            Complete = cases.All(static c => c.Finished),
            Pass = checks.TrueForAll(static c => c.Pass),
            Cases = checks,
        };
    }

    /// <summary>Runs the jobs of all cases on all cores, the longest first, until they are done or the program is asked to stop.</summary>
    private async Task RunAllAsync(CancellationToken cancel)
    {
        List<Job> jobs = [.. cases.SelectMany(static c => c.Jobs).OrderByDescending(static j => j.Weight)];
        Task work = Task.Run(
            () => Parallel.ForEach(
                Partitioner.Create(jobs, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel },
                job => job.Run(cancel)),
            CancellationToken.None);
        await console.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask[] tasks = [.. cases.Select(c => context.AddTask(c.Name, maxValue: c.Jobs.Sum(static j => j.Steps)))];
                do
                {
                    await Task.WhenAny(work, Task.Delay(100, CancellationToken.None)).ConfigureAwait(false);
                    for (int i = 0; i < tasks.Length; i++)
                    {
                        tasks[i].Value = cases[i].Jobs.Sum(static j => j.Done);
                    }
                }
                while (!work.IsCompleted);
            }).ConfigureAwait(false);
        try
        {
            await work.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // What is missing is said by the jobs that are not finished.
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.All(static i => i is OperationCanceledException))
        {
        }
    }
}
