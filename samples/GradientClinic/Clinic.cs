using System.Diagnostics;
using System.Globalization;
using GradientClinic.Experiments;
using GradientClinic.Report;
using GradientClinic.Results;
using SampleKit;
using Spectre.Console;

namespace GradientClinic;

/// <summary>Runs the experiments side by side and writes the report.</summary>
internal static class Clinic
{
    private const int Success = 0;
    private const int Failure = 1;
    private const int Interrupted = 130;

    /// <summary>Runs everything.</summary>
    /// <returns>The exit code of the program.</returns>
    public static async Task<int> RunAsync(DirectoryInfo output, long seed, CancellationToken cancel)
    {
        if (OutputFolder.WhyNotWritable(output) is { } obstacle)
        {
            await Console.Error.WriteLineAsync($"--out {output}: {obstacle}").ConfigureAwait(false);
            return Failure;
        }

        var explosion = new ExplosionExperiment();
        var vanishing = new VanishingExperiment(seed);
        var depth = new DepthExperiment(seed);
        IExperiment[] experiments = [depth, vanishing, explosion];
        var watch = Stopwatch.StartNew();
        int[] left = await RunAllAsync(experiments, cancel).ConfigureAwait(false);
        if (left.Any(static n => n > 0))
        {
            IEnumerable<string> missing = experiments.Zip(left).Where(static p => p.Second > 0)
                .Select(static p => string.Create(CultureInfo.InvariantCulture, $"{p.First.Name} ({p.Second} of {p.First.Jobs.Count} runs)"));
            await Console.Error.WriteLineAsync($"Stopped. Missing: {string.Join(", ", missing)}. Nothing was written.").ConfigureAwait(false);
            return Interrupted;
        }

        ClinicResult result = new() { Seed = seed, Explosion = explosion.Result(), Vanishing = vanishing.Result(), Depth = depth.Result() };
        ConsoleReport.Write(AnsiConsole.Console, result);
        PredictionTable.Write(AnsiConsole.Console, seed);
        try
        {
            ReportFiles.Write(output, result);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"--out {output}: {e.Message}").ConfigureAwait(false);
            return Failure;
        }

        AnsiConsole.MarkupLineInterpolated(
            CultureInfo.InvariantCulture, $"Written: [bold]{ReportFiles.Page(output)}[/] and [bold]{ReportFiles.Json(output)}[/] ({watch.Elapsed.TotalSeconds:0.0} s)");
        return Success;
    }

    /// <summary>Runs the jobs of all experiments on all cores.</summary>
    /// <returns>For each experiment the jobs that were not finished.</returns>
    private static async Task<int[]> RunAllAsync(IExperiment[] experiments, CancellationToken cancel)
    {
        int[] done = new int[experiments.Length];
        List<(int Experiment, Action<CancellationToken> Job)> jobs =
            [.. experiments.SelectMany(static (e, i) => e.Jobs.Select(j => (i, j)))];
        Task work = Task.Run(
            () => Parallel.ForEach(
                jobs,
                new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancel },
                job =>
                {
                    job.Job(cancel);
                    Interlocked.Increment(ref done[job.Experiment]);
                }),
            CancellationToken.None);
        await AnsiConsole.Progress().AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                ProgressTask[] tasks = [.. experiments.Select(e => context.AddTask(e.Name, maxValue: e.Jobs.Count))];
                do
                {
                    await Task.WhenAny(work, Task.Delay(100, CancellationToken.None)).ConfigureAwait(false);
                    for (int i = 0; i < tasks.Length; i++)
                    {
                        tasks[i].Value = Volatile.Read(ref done[i]);
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
            // What is missing is said by the counts.
        }
        catch (AggregateException e) when (e.Flatten().InnerExceptions.All(static i => i is OperationCanceledException))
        {
        }

        return [.. experiments.Select((e, i) => e.Jobs.Count - done[i])];
    }
}
