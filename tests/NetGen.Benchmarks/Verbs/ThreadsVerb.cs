using System.CommandLine;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Results;
using NetGen.Benchmarks.Shapes;
using Spectre.Console;

namespace NetGen.Benchmarks.Verbs;

/// <summary><c>threads</c>: a training step on one thread and on several.</summary>
internal static class ThreadsVerb
{
    private const int MostThreads = 64;

    // Long enough for the trainer to find out whether threads pay, and for threads that slept in a turn of the other to be awake.
    private const double Turn = 10_000;
    private const int UntimedSteps = 30;
    private static readonly TimeSpan s_machine = TimeSpan.FromMilliseconds(20);
    private static readonly int[] s_batches = [1, 32, 128];
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_quickBudget = TimeSpan.FromSeconds(0.6);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string[]> shapes = CommonOptions.Shapes();
        Option<int[]> batches = CommonOptions.Batches(s_batches);
        Option<int> threads = new("--threads")
        {
            Description = $"The threads to compare with one, 2..{MostThreads}.",
            HelpName = "N",
            DefaultValueFactory = static _ => Math.Clamp(Environment.ProcessorCount, 2, MostThreads),
        };
        threads.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() is < 2 or > MostThreads)
            {
                result.AddError($"The number of threads must be in 2..{MostThreads}.");
            }
        });
        Option<bool> quick = new("--quick") { Description = "The dense networks only, with less time for each: 30 seconds." };
        Option<FileInfo?> json = CommonOptions.Json();
        Command command = new(
            "threads",
            "Measures training steps on one thread and on several (Trainer.Threads), in turns, and compares the parameters after 100 steps bit by bit. It means something on an idle machine only.")
        {
            shapes, batches, threads, quick, json,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            ShapeCatalogue.Select(parsed.GetValue(shapes) ?? [], parsed.GetValue(quick)),
            parsed.GetRequiredValue(batches),
            parsed.GetValue(threads),
            parsed.GetValue(quick) ? s_quickBudget : s_budget,
            parsed.GetValue(json),
            cancellationToken)));
        return command;
    }

    private static int Run(IReadOnlyList<NetworkShape> shapes, int[] batches, int threads, TimeSpan budget, FileInfo? json, CancellationToken cancellationToken)
    {
        WarmUp.Run([]);
        var rows = new List<ThreadsRow>();
        var table = new Table().Border(TableBorder.Simple).Title("Training step, µs");
        table.AddColumns("network", "batch", "1 thread", $"{threads} threads", "times faster", "the machine", "after 100 steps of 32", "same bits");
        int exitCode = ExitCodes.Success;
        try
        {
            foreach (NetworkShape shape in shapes)
            {
                string fingerprint = shape.Fingerprint(threads: 1);
                bool same = shape.Fingerprint(threads) == fingerprint;
                foreach (int batch in batches)
                {
                    ThreadsRow row = Measure(shape, batch, threads, budget, cancellationToken) with { Fingerprint = fingerprint, SameBits = same };
                    rows.Add(row);
                    table.AddRow(
                        row.Shape,
                        Numbers.Short(row.Batch),
                        Numbers.Short(row.OneUs),
                        Numbers.Short(row.ThreadsUs),
                        Numbers.Short(row.Speedup),
                        Numbers.Short(row.MachineSpeedup),
                        row.Fingerprint,
                        row.SameBits ? "yes" : "NO");
                }
            }
        }
        catch (OperationCanceledException)
        {
            exitCode = ExitCodes.Cancelled;
        }

        table.Caption("the machine: how many times the multiply-adds of one thread as many did at once, right after");
        AnsiConsole.Write(table);
        BenchmarkJson.WriteIfAsked(json, rows);
        return exitCode == ExitCodes.Success && !rows.TrueForAll(static r => r.SameBits) ? ExitCodes.Failure : exitCode;
    }

    private static ThreadsRow Measure(NetworkShape shape, int batch, int threads, TimeSpan budget, CancellationToken cancellationToken)
    {
        BenchmarkData data = BenchmarkData.Create(shape.Info, batch);
        using NetGenNetwork one = shape.Open(data);
        using NetGenNetwork many = shape.Open(data);
        many.SetThreads(threads);
        Measured[] measured = Interleaver.Run([new Contender("threads", Warm(many)), new Contender("one", Warm(one))], budget, cancellationToken, Turn);
        return new ThreadsRow
        {
            Shape = shape.Name,
            Batch = batch,
            Threads = threads,
            OneUs = measured[1].Median,
            ThreadsUs = measured[0].Median,
            Speedup = measured[1].RatioTo(measured[0]),
            MachineSpeedup = FmaPeak.Together(threads, s_machine),
            Fingerprint = "",
            SameBits = false,
        };
    }

    /// <summary>In a turn of the other the threads went to sleep: steps that are not timed wake them, as training would find them.</summary>
    private static Func<int, double> Warm(NetGenNetwork network) => iterations =>
    {
        for (int i = 0; i < UntimedSteps; i++)
        {
            network.Step();
        }

        return network.TimeStep(iterations);
    };
}
