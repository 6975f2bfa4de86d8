using System.CommandLine;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Results;
using NetGen.Benchmarks.Shapes;
using Spectre.Console;

namespace NetGen.Benchmarks.Verbs;

/// <summary><c>instrumentation</c>: what the measurements of a step cost.</summary>
internal static class InstrumentationVerb
{
    private static readonly int[] s_batches = [1, 32, 128];
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(1);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string[]> shapes = CommonOptions.Shapes();
        Option<int[]> batches = CommonOptions.Batches(s_batches);
        Option<FileInfo?> json = CommonOptions.Json();
        Command command = new(
            "instrumentation",
            "Measures training steps of networks that are declared twice, with and without Instrument = Instrumentation.Off, in turns. Both go on when a number is not finite, so that nothing looks over the gradient where measurements are off.")
        {
            shapes, batches, json,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            ShapeCatalogue.Select(parsed.GetValue(shapes) ?? []), parsed.GetRequiredValue(batches), parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static int Run(IReadOnlyList<NetworkShape> shapes, int[] batches, FileInfo? json, CancellationToken cancellationToken)
    {
        WarmUp.Run([]);
        var rows = new List<InstrumentationRow>();
        var table = new Table().Border(TableBorder.Simple).Title("Training step, µs");
        table.AddColumns("network", "batch", "on", "off", "measurements add", "off, but looked over for NaN");
        int exitCode = ExitCodes.Success;
        try
        {
            foreach ((NetworkShape shape, int batch) in from s in shapes where s.Uninstrumented is not null from b in batches select (s, b))
            {
                InstrumentationRow row = Measure(shape, batch, cancellationToken);
                rows.Add(row);
                table.AddRow(
                    row.Shape,
                    Numbers.Short(row.Batch),
                    Numbers.Short(row.OnUs),
                    Numbers.Short(row.OffUs),
                    Numbers.Short(row.OverheadPercent) + "%",
                    Numbers.Short(row.OffButCheckedUs));
            }
        }
        catch (OperationCanceledException)
        {
            exitCode = ExitCodes.Cancelled;
        }

        AnsiConsole.Write(table);
        BenchmarkJson.WriteIfAsked(json, rows);
        return exitCode;
    }

    private static InstrumentationRow Measure(NetworkShape shape, int batch, CancellationToken cancellationToken)
    {
        BenchmarkData data = BenchmarkData.Create(shape.Info, batch);
        using NetGenNetwork on = shape.Open(data, NonFinitePolicy.Continue);
        using NetGenNetwork off = shape.Uninstrumented!.Open(data, NonFinitePolicy.Continue);
        using NetGenNetwork looked = shape.Uninstrumented.Open(data);
        Measured[] measured = Interleaver.Run(
            [new Contender("off", off.TimeStep), new Contender("on", on.TimeStep), new Contender("looked", looked.TimeStep)], s_budget, cancellationToken);
        return new InstrumentationRow
        {
            Shape = shape.Name,
            Batch = batch,
            OnUs = measured[1].Median,
            OffUs = measured[0].Median,
            OverheadPercent = 100 * (measured[1].RatioTo(measured[0]) - 1),
            OffButCheckedUs = measured[2].Median,
        };
    }
}
