using System.Globalization;
using NetGen.Generator.Emission.Folding;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;
using NetGen.Generator.Planning;

namespace NetGen.Generator.Emission;

/// <summary>The prediction of the gradient flow as a property, and its lines in the summary.</summary>
internal static class PredictionEmitter
{
    public static void Property(CodeWriter writer) =>
        writer.Lines(
            "/// <summary>What the compiler expects of signals and gradients at the start of training.</summary>",
            "public static global::NetGen.NetworkPrediction Prediction => Info.Prediction!;",
            "");

    /// <summary>The method that the network's description takes the prediction from.</summary>
    public static void Method(CodeWriter writer, NetworkPlan plan)
    {
        GradientFlowPrediction prediction = plan.Prediction;
        using (writer.Braces("private static global::NetGen.NetworkPrediction NetGenPrediction()"))
        {
            writer.Lines(
                "return new global::NetGen.NetworkPrediction",
                "{",
                $"    Ratio = {Literal(prediction.Ratio)}, RatioDeviation = {Literal(prediction.RatioDeviation)}, Correlation = {Correlation(prediction.Correlation)},",
                $"    Unknown = {Text.Quote(prediction.Problem ?? prediction.LossProblem ?? "")}, BatchSize = {Text.Of(prediction.Assumptions.BatchSize)},");
            if (plan.Layers.Count > Folder.Layers && prediction.Layers.Count > 0)
            {
                PredictionRows.Write(writer, prediction.Layers);
            }
            else
            {
                Layers(writer, prediction);
            }

            writer.Lines(
                "    Findings = global::System.Collections.Immutable.ImmutableArray.Create(new global::NetGen.PredictionFinding[]",
                "    {");
            foreach (FlowFinding finding in prediction.Findings)
            {
                string layer = finding.Layer < 0 ? "" : plan.Model.Layers[finding.Layer].Name;
                writer.Lines(
                    "        new global::NetGen.PredictionFinding",
                    "        {",
                    $"            Problem = global::NetGen.PredictedProblem.{finding.Problem}, IsSevere = {Text.Of(finding.IsSevere)}, Value = {Correlation(finding.Value)}, Confidence = {Literal(finding.Confidence)},",
                    $"            Layer = {Text.Quote(layer)}, Message = {Text.Quote(finding.Message)},",
                    "        },");
            }

            writer.Lines("    }),", "};");
        }

        writer.Line();
    }

    private static void Layers(CodeWriter writer, GradientFlowPrediction prediction)
    {
        writer.Lines(
            "    Layers = global::System.Collections.Immutable.ImmutableArray.Create(new global::NetGen.LayerPrediction[]",
            "    {");
        foreach (LayerFlow layer in prediction.Layers)
        {
            double gradient = layer.GradientHolds ? layer.WeightGradient : double.NaN;
            double bias = layer.GradientHolds ? layer.BiasGradient : double.NaN;
            writer.Lines(
                "        new global::NetGen.LayerPrediction",
                "        {",
                $"            Name = {Text.Quote(layer.Name)}, PreactivationScale = {Literal(layer.PreactivationScale)}, ActivationScale = {Literal(layer.ActivationScale)},",
                $"            SaturatedFraction = {Literal(layer.SaturatedFraction)}, DeadFraction = {Literal(layer.DeadFraction)}, Correlation = {Correlation(layer.Correlation)},",
                $"            GradientNorm = {Literal(gradient)}, BiasGradientNorm = {Literal(bias)}, GradientSpread = {Literal(Math.Exp(layer.Deviation / 2))},");
            if (!double.IsNaN(layer.DecadesOverTime))
            {
                writer.Line($"            DecadesOverTime = {Literal(layer.DecadesOverTime)},");
            }

            writer.Line("        },");
        }

        writer.Line("    }),");
    }

    /// <summary>The verdict below the summary's table.</summary>
    public static IEnumerable<string> Lines(GradientFlowPrediction prediction)
    {
        if (prediction.IsHealthy)
        {
            yield return "gradient flow: healthy";
        }

        foreach (FlowFinding finding in prediction.Findings)
        {
            yield return "gradient flow: " + finding.Message;
        }

        if (prediction.Problem is null)
        {
            string rate = prediction.LossProblem is null
                ? $"batches of {Text.Of(prediction.Assumptions.BatchSize)}"
                : $"no gradient norms: {prediction.LossProblem}";
            yield return $"predicted for inputs of mean {FlowText.Number(prediction.Assumptions.InputMean)} and deviation {FlowText.Number(prediction.Assumptions.InputDeviation)}, {rate}";
            if (prediction.Heuristic.Count > 0)
            {
                yield return $"of {string.Join(", ", prediction.Heuristic)} by formulas that are measured to hold roughly, not derived";
            }
        }
    }

    /// <summary>Three digits, in which all runtimes agree.</summary>
    private static string Literal(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        string text = value.ToString("0.##E+0", CultureInfo.InvariantCulture).Replace("E+0", "");
        return text.Contains('E') ? text : text + "d";
    }

    /// <summary>Near 1 what matters is the distance from it.</summary>
    private static string Correlation(double value) =>
        value is > 0.9 and < 1 ? "1 - " + Literal(1 - value) : Literal(value);
}
