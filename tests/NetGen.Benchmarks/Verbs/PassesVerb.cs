using System.CommandLine;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Results;
using NetGen.Benchmarks.Shapes;
using Spectre.Console;

namespace NetGen.Benchmarks.Verbs;

/// <summary><c>passes</c>: what of a step is forward, loss, backward, and the rest.</summary>
internal static class PassesVerb
{
    private static readonly int[] s_batches = [1, 32, 128];
    private static readonly TimeSpan s_budget = TimeSpan.FromSeconds(0.5);

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string[]> shapes = CommonOptions.Shapes();
        Option<int[]> batches = CommonOptions.Batches(s_batches);
        Option<FileInfo?> json = CommonOptions.Json();
        Command command = new(
            "passes",
            "Divides a training step: the bare forward pass, loss and backward pass of the network, and what Trainer.Step adds: checks of the input, Adam, measurements and health.")
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
        var rows = new List<PassesRow>();
        var table = new Table().Border(TableBorder.Simple).Title("Microseconds");
        table.AddColumns("network", "batch", "forward", "loss", "backward", "Trainer.Step", "of it Adam and watching", "Predict");
        int exitCode = ExitCodes.Success;
        try
        {
            foreach ((NetworkShape shape, int batch) in from s in shapes from b in batches select (s, b))
            {
                using NetGenNetwork network = shape.Open(BenchmarkData.Create(shape.Info, batch));
                network.Start();
                Measured[] measured = Interleaver.Run(
                    [
                        new Contender("step", network.TimeStep),
                        new Contender("forward", network.TimeForwardPass),
                        new Contender("forward and loss", network.TimeForwardAndLoss),
                        new Contender("passes", network.TimePasses),
                        new Contender("predict", network.TimeForward),
                    ],
                    s_budget,
                    cancellationToken);
                var row = new PassesRow
                {
                    Shape = shape.Name,
                    Batch = batch,
                    ForwardUs = measured[1].Median,
                    LossUs = measured[2].DifferenceTo(measured[1]),
                    BackwardUs = measured[3].DifferenceTo(measured[2]),
                    UpdateUs = measured[0].DifferenceTo(measured[3]),
                    StepUs = measured[0].Median,
                    PredictUs = measured[4].Median,
                };
                rows.Add(row);
                table.AddRow(
                    row.Shape,
                    Numbers.Short(row.Batch),
                    Numbers.Short(row.ForwardUs),
                    Numbers.Short(row.LossUs),
                    Numbers.Short(row.BackwardUs),
                    Numbers.Short(row.StepUs),
                    Numbers.Short(row.UpdateUs),
                    Numbers.Short(row.PredictUs));
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
}
