using System.CommandLine;
using NetGen.Benchmarks.Generation;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Results;
using NetGen.Benchmarks.Shapes;
using NetGen.Benchmarks.Startup;
using Spectre.Console;

namespace NetGen.Benchmarks.Verbs;

/// <summary><c>jit</c>: what a network costs before it is warm.</summary>
internal static class JitVerb
{
    private const int Runs = 9;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string[]> shapes = CommonOptions.Shapes();
        Option<FileInfo?> json = CommonOptions.Json();
        Command command = new(
            "jit",
            "Starts fresh processes that train at once, batch 32, and says when the first step is done, what of it the JIT took, and how large the generated code is: lines, methods, bytes of IL.")
        {
            shapes, json,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(
            ShapeCatalogue.Select(parsed.GetValue(shapes) ?? []), parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static int Run(IReadOnlyList<NetworkShape> shapes, FileInfo? json, CancellationToken cancellationToken)
    {
        var runs = shapes.ToDictionary(static s => s.Name, static _ => new List<(double FromStartMs, StartupRow Row)>());
        int exitCode = ExitCodes.Success;
        for (int i = 0; i < Runs * shapes.Count && exitCode == ExitCodes.Success; i++)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                exitCode = ExitCodes.Cancelled;
            }
            else
            {
                NetworkShape shape = shapes[i % shapes.Count];
                runs[shape.Name].Add(FreshProcess.Run(shape));
            }
        }

        Dictionary<string, int> lines = EmittedLines.OfThisAssembly(out int shared);
        List<JitRow> rows = [.. shapes.Where(s => runs[s.Name].Count > 0).Select(s => Row(s, runs[s.Name], lines[s.Info.Name], shared))];
        Print(rows);
        BenchmarkJson.WriteIfAsked(json, rows);
        return exitCode;
    }

    private static JitRow Row(NetworkShape shape, List<(double FromStartMs, StartupRow Row)> runs, int lines, int sharedLines)
    {
        EmittedCode code = EmittedCode.Of(shape.Info.Name);
        return new JitRow
        {
            Shape = shape.Name,
            FromStartMs = Shortest(runs.Select(static r => r.FromStartMs)),
            FirstStepMs = Shortest(runs.Select(static r => r.Row.FirstStepMs)),
            CompilingMs = Shortest(runs.Select(static r => r.Row.CompilingMs)),
            CompiledMethods = runs[0].Row.Methods,
            SecondStepMs = Shortest(runs.Select(static r => r.Row.SecondStepMs)),
            FirstPredictMs = Shortest(runs.Select(static r => r.Row.FirstPredictMs)),
            LaterStepMs = Shortest(runs.Select(static r => r.Row.LaterStepMs)),
            EmittedLines = lines,
            SharedLines = sharedLines,
            Methods = code.Methods,
            IlBytes = code.IlBytes,
            LargestIlBytes = code.LargestIlBytes,
            LargestMethod = code.LargestMethod,
            MostLocals = code.MostLocals,
        };
    }

    /// <summary>Each process starts from nothing, so that there is nothing to be lucky with; what else runs on the machine only adds.</summary>
    private static double Shortest(IEnumerable<double> values) => values.Min();

    private static void Print(List<JitRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        var time = new Table().Border(TableBorder.Simple).Title($"Milliseconds in a fresh process, batch 32, the shortest of {Runs}");
        time.AddColumns("network", "process start to first step", "network, trainer, first step", "of it JIT", "methods", "second step", "first prediction", "later step");
        var size = new Table().Border(TableBorder.Simple).Title($"Generated code; {rows[0].SharedLines} lines more are shared by all networks of a project");
        size.AddColumns("network", "lines", "methods", "IL bytes", "largest method", "its IL bytes", "most locals");
        foreach (JitRow row in rows)
        {
            time.AddRow(
                row.Shape,
                Numbers.Short(row.FromStartMs),
                Numbers.Short(row.FirstStepMs),
                Numbers.Short(row.CompilingMs),
                Numbers.Short(row.CompiledMethods),
                Numbers.Short(row.SecondStepMs),
                Numbers.Short(row.FirstPredictMs),
                Numbers.Short(row.LaterStepMs));
            size.AddRow(
                row.Shape,
                Numbers.Short(row.EmittedLines),
                Numbers.Short(row.Methods),
                Numbers.Short(row.IlBytes),
                Markup.Escape(row.LargestMethod),
                Numbers.Short(row.LargestIlBytes),
                Numbers.Short(row.MostLocals));
        }

        AnsiConsole.Write(time);
        AnsiConsole.Write(size);
        EmittedCode shared = EmittedCode.Shared();
        AnsiConsole.WriteLine(
            $"Shared: {shared.Methods} methods, {shared.IlBytes} bytes of IL, the largest {shared.LargestMethod} with {shared.LargestIlBytes}; most locals {shared.MostLocals}.");
    }
}
