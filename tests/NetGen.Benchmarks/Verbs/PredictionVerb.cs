using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using NetGen.Benchmarks.Generation;
using NetGen.Generator.Tests.GradientFlow.Validation;

namespace NetGen.Benchmarks.Verbs;

/// <summary><c>prediction</c>: the gradient norms that the compiler predicts against those of real networks, layer by layer.</summary>
internal static class PredictionVerb
{
    /// <summary>Networks of each declaration and initializer.</summary>
    private const int Seeds = 40;

    public static Command Create()
    {
        Option<bool> quick = new("--quick") { Description = "Widths 16 and 64, depths 2, 5 and 10 only." };
        Option<FileInfo?> json = new("--json") { Description = "Writes the rows {activation, init, depth, width, layer, predicted, measured} to this file.", HelpName = "FILE" };
        Option<bool> time = new("--time") { Description = "Times the prediction instead, of networks of 50 layers of several kinds and of one of 1,000 blocks." };
        Command command = new("prediction", "Predicted against measured gradients at initialisation: geometric means over seeds.") { quick, json, time };
        command.SetAction(parsed => parsed.GetValue(time) ? Time() : Run(parsed.GetValue(quick), parsed.GetValue(json)));
        return command;
    }

    private static int Time()
    {
        PredictionTimes.Print();
        return 0;
    }

    private static int Run(bool quick, FileInfo? json)
    {
        var watch = Stopwatch.StartNew();
        var rows = new List<FlowRow>();
        foreach (int width in quick ? (int[])[16, 64] : [16, 32, 64, 128, 256])
        {
            foreach (int depth in quick ? (int[])[2, 5, 10] : [2, 5, 10, 20, 50])
            {
                List<FlowRow> measured = FlowGrid.Measure([.. FlowGrid.Activations.Select(a => new FlowCell(a, width, depth))], Seeds);
                rows.AddRange(measured);
                Console.WriteLine(FlowGrid.Figures(measured)[0]);
            }
        }

        if (json is not null)
        {
            json.Directory?.Create();
            File.WriteAllText(json.FullName, JsonSerializer.Serialize(rows, FlowGrid.Json));
        }

        bool holds = FlowGrid.Figures(rows).All(static f => f.Median <= 2 * f.Reference.Median && f.P95 <= 2 * f.Reference.P95);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{rows.Count} layers in {watch.Elapsed.TotalSeconds:F0} s: {(holds ? "within" : "NOT within")} twice the errors of the study"));
        return holds ? 0 : 1;
    }
}
