using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace NetGen;

/// <summary>The health of a training run at one moment: see <see cref="HealthMonitor.Report"/>.</summary>
public sealed record HealthReport
{
    /// <summary>The state of the run.</summary>
    public required HealthVerdict Verdict { get; init; }

    /// <summary>The steps seen.</summary>
    public required long Steps { get; init; }

    /// <summary>The layers with weights and the activations that can saturate or die, in the order of the network.</summary>
    public required ImmutableArray<LayerHealth> Layers { get; init; }

    /// <summary>What is wrong, the gravest first; empty when nothing is.</summary>
    public required ImmutableArray<HealthFinding> Findings { get; init; }

    /// <summary>The last 16 steps whose gradient norm was above ten times the running median, oldest first.</summary>
    public required ImmutableArray<GradientSpike> Spikes { get; init; }

    /// <summary>How many such steps there were in all.</summary>
    public required long SpikeCount { get; init; }

    /// <summary>The running median of the global gradient norm; 0 before the first measured step.</summary>
    public required double MedianGradientNorm { get; init; }

    /// <summary>The root mean square of the inputs when last looked at; networks expect about 1.</summary>
    public required double InputRootMeanSquare { get; init; }

    /// <summary>The verdict, a line for each layer, and the findings.</summary>
    public override string ToString()
    {
        CultureInfo c = CultureInfo.InvariantCulture;
        var text = new StringBuilder();
        text.Append(c, $"{Verdict} after {Steps} steps; median gradient norm {MedianGradientNorm:G3}, {SpikeCount} spikes, inputs {InputRootMeanSquare:G3} (root mean square)\n");
        foreach (LayerHealth layer in Layers)
        {
            text.Append(c, $"  {layer.Name,-16} {layer.Verdict,-10}");
            Append(text, layer.UpdateRatio, "update ratio", 1, "");
            Append(text, layer.GradientNorm, "gradient", 1, "");
            Append(text, layer.FirstGradientNorm, "at the first step", 1, "");
            Append(text, layer.PredictedGradientNorm, "predicted", 1, "");
            if (layer.DecadesOverTime is { } decades)
            {
                string predicted = layer.PredictedDecadesOverTime is { } expected ? $" (predicted {TimeAdvice.Power(expected)})" : "";
                text.Append(c, $"  over time {TimeAdvice.Power(decades)}{predicted}");
            }

            Append(text, layer.SaturatedFraction, "saturated", 100, "%");
            Append(text, layer.DeadFraction, "dead", 100, "%");
            text.Append('\n');
        }

        foreach (HealthFinding finding in Findings)
        {
            text.Append(finding).Append('\n');
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, double? value, string name, double scale, string unit)
    {
        if (value is { } number)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {name} {number * scale:G3}{unit}");
        }
    }
}
