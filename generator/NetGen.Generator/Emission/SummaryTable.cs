using NetGen.Generator.Emission.Folding;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission;

/// <summary>The table that <c>Summary</c> and the XML doc of the class show.</summary>
internal static class SummaryTable
{
    /// <summary>The rows of a round that are shown.</summary>
    private const int MostRows = 40;

    public static List<string> Lines(NetworkPlan plan)
    {
        var rows = new List<string[]> { new[] { "layer", "kind", "output", "parameters", "initializer", "FLOPs", "scale", "gradient" } };
        rows.Add(["input", "Input", plan.Model.Input.ToString(), "", "", "", "", ""]);
        foreach (LayerPlan layer in plan.Layers)
        {
            (string scale, string gradient) = Flow(plan.Prediction, layer.Index);
            rows.Add(
            [
                layer.Name, layer.Kind, layer.Output.ToString(), layer.Parameters == 0 ? "" : Text.Of(layer.Parameters), layer.Initializer, Text.Of(layer.Flops),
                scale, gradient,
            ]);
        }

        // A prediction without numbers needs no columns.
        int columns = plan.Prediction.Problem is null ? rows[0].Length : 6;
        int[] widths = [.. Enumerable.Range(0, columns).Select(c => rows.Max(r => r[c].Length))];
        var lines = new List<string>
        {
            $"{plan.Model.Name}: {plan.Model.Input} -> {plan.Model.Output}, {Text.Of(plan.ParameterCount)} parameters, {Text.Of(plan.Flops)} FLOPs a sample",
            "",
        };
        // Of layers that repeat, the first and the last round are shown. A row is what it is but for its numbers and its prediction.
        List<FoldNode> folded = Folder.Fold(
            rows.Select(static r => (string[])[Mark.Words(r[0]) + " " + string.Join(" ", r.Skip(1).Take(5))]), plan.Layers.Count > Folder.Layers);
        foreach (FoldNode node in folded)
        {
            int round = node.Length / node.Count;
            for (int i = 0; i < node.Length; i++)
            {
                if (node.Count > 1 && i == round && node.Length > 2 * MostRows)
                {
                    lines.Add($"  ... {Text.Of(node.Count - 2)} more rounds of {Text.Of(round)} layers ...");
                    i = node.Length - round;
                }

                if (round > MostRows && i % round >= MostRows)
                {
                    lines.Add($"  ... {Text.Of(round - MostRows)} more layers ...");
                    i += round - MostRows - 1;
                    continue;
                }

                // Numbers to the right, words to the left.
                string[] row = rows[node.Start + i];
                lines.Add(string.Join("  ", row.Take(columns).Select((cell, c) => c is 2 or 3 or >= 5 ? cell.PadLeft(widths[c]) : cell.PadRight(widths[c]))).TrimEnd());
            }
        }

        lines.Add("");
        lines.AddRange(PredictionEmitter.Lines(plan.Prediction));
        lines.Add(plan.Loss is { } loss ? $"loss {loss.Kind}: {loss.Formula}" : "no loss: this network can only predict");
        lines.Add(
            $"memory: {Bytes(4L * plan.BufferLength)} of parameters; training adds as much for gradients and {Bytes(4L * plan.WorkspacePerRow)} a row of batch"
            + (plan.ScratchLength + plan.DerivedLength > 0 ? $" + {Bytes(4L * (plan.ScratchLength + plan.DerivedLength))}" : ""));
        if (plan.Stream is { } stream)
        {
            lines.Add($"streams step by step, remembering {Bytes(4L * stream.CarriedPerRow)} a row{(stream.Steps > 0 ? $", for {Text.Of(stream.Steps)} steps" : "")}");
        }
        else if (plan.StreamObstacle.Length > 0)
        {
            lines.Add($"does not stream: {plan.StreamObstacle}");
        }

        return lines;
    }

    /// <summary>The root mean square of the layer's output, and the norm of its weights' gradient, as predicted.</summary>
    private static (string Scale, string Gradient) Flow(GradientFlowPrediction prediction, int layer)
    {
        foreach (LayerFlow flow in prediction.Layers)
        {
            if (flow.Layer == layer)
            {
                return (FlowText.Number(flow.PreactivationScale), flow.GradientHolds ? FlowText.Number(flow.WeightGradient) : "");
            }

            if (flow.ActivationLayer == layer)
            {
                return (FlowText.Number(flow.ActivationScale), "");
            }
        }

        return ("", "");
    }

    private static string Bytes(long bytes) => bytes < 10 * 1024 ? Text.Of(bytes) + " bytes" : Text.Of((bytes + 512) / 1024) + " KiB";
}
