extern alias generator;

using System.Globalization;
using generator::NetGen.Generator.GradientFlow;
using generator::NetGen.Generator.Model;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Report;
using Spectre.Console;

namespace NetGen.Benchmarks.Generation;

/// <summary>How long the prediction of deep networks takes: the first one of each kind, and once compiled.</summary>
internal static class PredictionTimes
{
    private const int Unmeasured = 30;
    private const int Runs = 61;

    /// <summary>What a network of 50 layers may take, in milliseconds.</summary>
    private const double Target = 5;

    public static void Print()
    {
        // Each in turn, so that what else the machine does meets all of them alike.
        var networks = DeepNetworks.All.Select(static n => (n.Name, Model: DeepNetworks.Model(n.Attributes), Times: new List<double>())).ToList();
        for (int run = 0; run < Unmeasured + Runs; run++)
        {
            foreach ((_, NetworkModel model, List<double> times) in networks)
            {
                // Equal models are predicted once; another learning rate changes no formula.
                NetworkModel other = model with { Assumptions = model.Assumptions with { LearningRate = 0.001f * (1 + (run * 1e-4f)) } };
                var clock = TurnClock.Start();
                GradientFlowPrediction prediction = GradientFlowPredictor.Predict(other);
                times.Add(clock.Stop() / 1000);
                if (prediction.Problem?.StartsWith(GradientFlowPredictor.Failed, StringComparison.Ordinal) == true)
                {
                    throw new InvalidOperationException(prediction.Problem);
                }
            }
        }

        Table table = new Table().Border(TableBorder.Simple).Title($"Prediction: median of {Runs} runs, target for 50 layers {Target.ToString(CultureInfo.InvariantCulture)} ms");
        table.AddColumns("network", "layers", "first ms", "ms", "says");
        foreach ((string name, NetworkModel model, List<double> times) in networks)
        {
            GradientFlowPrediction prediction = GradientFlowPredictor.Predict(model);
            string says = prediction.Problem ?? (prediction.IsHealthy ? "healthy" : prediction.Findings[0].Problem.ToString());
            table.AddRow(
                name, model.Layers.Count.ToString("N0", CultureInfo.InvariantCulture), Numbers.Short(times[0]), Numbers.Short(Statistics.Median(times.Skip(Unmeasured))), says);
        }

        AnsiConsole.Write(table);
    }
}
