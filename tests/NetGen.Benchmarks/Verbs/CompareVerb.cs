using System.CommandLine;
using System.CommandLine.Parsing;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Results;
using NetGen.Benchmarks.Shapes;
using Spectre.Console;

namespace NetGen.Benchmarks.Verbs;

/// <summary><c>compare</c>: NetGen against its peers.</summary>
internal static class CompareVerb
{
    private const double QuickSeconds = 44;
    private const double FullSeconds = 240;
    private static readonly int[] s_batches = [1, 32, 128];

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<bool> quick = new("--quick") { Description = "Fewer rounds and only the dense networks: done 50 seconds after the start." };
        Option<string[]> shapes = CommonOptions.Shapes();
        Option<int[]> batches = CommonOptions.Batches(s_batches);
        Option<string[]> peers = CommonOptions.Names("--peers", "The peers to measure, all without this", "peer", PeerCatalogue.Names);
        Option<double?> seconds = new("--seconds") { Description = "How long the run may take.", HelpName = "S", CustomParser = CommonOptions.PositiveSeconds };
        Option<FileInfo?> json = CommonOptions.Json();
        Option<FileInfo?> markdown = new("--markdown") { Description = "Writes the tables to a file as Markdown.", HelpName = "FILE" };
        Option<string?> python = new("--python") { Description = "The Python with PyTorch. Without it python3 and /usr/bin/python3 are tried.", HelpName = "FILE" };
        Option<string?> openBlas = new("--openblas") { Description = "The OpenBLAS library. Without it the system is asked.", HelpName = "FILE" };
        Command command = new(
            "compare",
            "Measures predictions and training steps against hand-written C#, OpenBLAS, ONNX Runtime and PyTorch, in turns, and prints medians and ratios. Peers that are not installed are left out. Ctrl+C keeps what was measured.")
        {
            quick, shapes, batches, peers, seconds, json, markdown, python, openBlas,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            new CompareOptions
            {
                Shapes = ShapeCatalogue.Select(parsed.GetValue(shapes) ?? [], parsed.GetValue(quick)),
                Batches = parsed.GetRequiredValue(batches),
                Time = TimeSpan.FromSeconds(parsed.GetValue(seconds) ?? (parsed.GetValue(quick) ? QuickSeconds : FullSeconds)),
                Json = parsed.GetValue(json),
                Markdown = parsed.GetValue(markdown),
                Peers = parsed.GetValue(peers) ?? [],
                Python = parsed.GetValue(python),
                OpenBlas = parsed.GetValue(openBlas),
            },
            cancellationToken)));
        return command;
    }

    private static int Run(CompareOptions options, CancellationToken cancellationToken)
    {
        var deadline = new Deadline(options.Time);
        using PeerCatalogue catalogue = PeerCatalogue.Open(options.Python, options.OpenBlas, options.Peers);
        WarmUp.Run(catalogue.Peers);
        double peak = FmaPeak.Measure(TimeSpan.FromMilliseconds(300));
        IAnsiConsole console = AnsiConsole.Console;
        var report = new CompareReport(peak, catalogue.Peers);
        report.PrintHead(console);
        int exitCode = ExitCodes.Success;
        try
        {
            Measure(options, catalogue.Peers, deadline, report, console, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            console.WriteLine("Stopped. This is what was measured until then:");
            exitCode = ExitCodes.Cancelled;
        }

        report.PrintTables(console);
        BenchmarkJson.WriteIfAsked<CompareRow>(options.Json, report.Rows);
        if (options.Markdown is not null)
        {
            report.WriteMarkdown(options.Markdown);
        }

        return exitCode;
    }

    private static void Measure(
        CompareOptions options, IReadOnlyList<IPeer> peers, Deadline deadline, CompareReport report, IAnsiConsole console, CancellationToken cancellationToken)
    {
        foreach (NetworkShape shape in options.Shapes)
        {
            cancellationToken.ThrowIfCancellationRequested();
            report.AddFingerprint(shape.Name, shape.Fingerprint());
        }

        var plan = new TimePlan(
            from shape in options.Shapes
            from batch in options.Batches
            select (shape, batch));
        foreach ((NetworkShape shape, int batch) in plan.Cases)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var comparison = new Comparison(shape, batch, report.Peak, peers, plan.IsShort(deadline.SecondsLeft), report.AddNote);
            foreach (string what in (ReadOnlySpan<string>)[Comparison.Forward, Comparison.Step])
            {
                CompareRow row = comparison.Measure(what, plan.Next(deadline.SecondsLeft), cancellationToken);
                report.Rows.Add(row);
                CompareReport.PrintProgress(console, row, plan);
            }
        }
    }
}
