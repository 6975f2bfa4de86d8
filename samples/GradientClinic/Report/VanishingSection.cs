using System.Globalization;
using System.Text;
using GradientClinic.Results;
using SampleKit;
using SampleKit.Svg;

namespace GradientClinic.Report;

/// <summary>The saturated two-layer network.</summary>
internal static class VanishingSection
{
    private static readonly string[] Inits = ["N(0,1)", "Xavier", "He", "LeCun"];

    public static string Render(VanishingResult vanishing)
    {
        StringBuilder html = new("<section id=\"vanishing\">\n<h2>2 · 1000 inputs, 100 tanh units, one sigmoid: gradients that vanish</h2>\n");
        html.Append(
            """
            <p>A tanh unit is <em>saturated</em> when its input is so large that its output is stuck near −1 or 1: wiggling the input changes nothing, so no gradient
            passes. With 1000 inputs and weights from N(0,1), the sum that enters a unit is typically about 30, and tanh is flat beyond 2. The experiment is read in two ways:
            <strong>A</strong>, a sample is a vector of 1000 features; <strong>B</strong>, a sample is one number from 1 to 1000, and the target says whether it is above 500.</p>

            """);
        html.Append(Html.Legend(Inits.Select(static (name, i) => (name, i))));
        html.Append(Html.Grid("three", [Typical(vanishing), TrainingA(vanishing), TrainingB(vanishing)]));
        html.Append("<h3>The numbers</h3>\n");
        html.Append(Html.Details("Gradients before the first step, reading A", GradientTable(vanishing, "A", "Reading A, 200 networks each. “Saturated” is the share of the hidden units. A median far below the RMS means that a typical network gets almost nothing and a few rare ones carry the average.")));
        html.Append(Html.Details("Gradients before the first step, reading B", GradientTable(vanishing, "B", "Reading B, 200 networks each, all 1000 samples in one batch.")));
        html.Append(Html.Details("Training, with every remedy", TrainingTable(vanishing)));
        html.Append(
            """
            <p><strong>Honest reading.</strong> Xavier, He and LeCun initialisation cure the saturation that N(0,1) causes, as long as the inputs have a size of about one.
            They cannot rescue raw inputs: fed with the numbers 1 to 1000 as they are, nearly every hidden unit is saturated under any of them; Adam finds a way out
            of some of these networks and not out of others. A clip does nothing against
            a gradient that is too small. Averaging over a batch hides the problem: the RMS of N(0,1) looks healthy because a few large values carry it; the median
            of single samples tells the truth.</p>
            </section>

            """);
        return html.ToString();
    }

    private static string Typical(VanishingResult vanishing)
    {
        List<(string, double, double)> rows = [.. vanishing.Runs
            .Where(static r => r is { Reading: "A", Input: "standardised", Batch: 1, Loss: "squared error" })
            .Select(static r => (r.Init, r.Layers[0].MedianGradientNorm, r.Layers[0].RmsGradientNorm))];
        Axis axis = new("size of the first layer's gradient, one sample", 1e-3, 10, Log: true);
        return Html.Figure("What one sample teaches the first layer",
            new DumbbellPlot("Median and root mean square of the first layer's gradient by initialiser", axis, "typical (median)", "average (RMS)", rows).Render(),
            "Both marks should sit together. With N(0,1) the typical sample teaches hundreds of times less than the average suggests.");
    }

    private static string TrainingA(VanishingResult vanishing) => Html.Figure("Training, reading A",
        Curves(vanishing, "Loss by step for each initialiser, reading A",
            vanishing.Training.Where(static r => r is { Reading: "A", Input: "standardised", Optimizer: "SGD 0.01", Clip: "none", WeightNorm: false })),
        "Falling is learning. From N(0,1) the network stays worse than one that always answers “don't know” (dotted line).");

    private static string TrainingB(VanishingResult vanishing)
    {
        IEnumerable<VanishingTraining> runs = vanishing.Training.Where(static r => r is { Reading: "B", Optimizer: "SGD 0.1", Clip: "none", WeightNorm: false, Input: "raw" or "standardised" });
        return Html.Figure("Training, reading B: raw against scaled input",
            Curves(vanishing, "Loss by step for each initialiser, reading B, raw and standardised input", runs),
            "Four runs stay up: raw input, whatever the initialiser. Four come down: the same networks with the input scaled.");
    }

    private static string Curves(VanishingResult vanishing, string description, IEnumerable<VanishingTraining> runs)
    {
        List<VanishingTraining> drawn = [.. runs];
        int steps = drawn.Count == 0 ? 1000 : Math.Max(2, drawn.Max(static r => r.Steps[^1]));
        double baseline = drawn.Count == 0 ? vanishing.Training.Select(static r => r.BaselineLoss).FirstOrDefault(0.25) : drawn[0].BaselineLoss;
        LinePlot plot = new(description, new Axis("step", 1, steps, Log: true), new Axis("loss", 0, 0.6));
        plot.Add(new Reference(baseline, "always answers “don't know”", Below: true));
        plot.Add(drawn.Select(static r => new Series(r.Name, Math.Max(0, Array.IndexOf(Inits, r.Init)),
            [.. r.Steps.Zip(r.Loss, static (s, l) => ((double)s, l))])));
        return plot.Render();
    }

    private static string GradientTable(VanishingResult vanishing, string reading, string caption) => Html.Table(
        caption,
        ["Weights", "Loss, batch", ">1st layer: median / RMS", ">2nd layer: median / RMS", "Saturated", "Verdict"],
        vanishing.Runs.Where(r => r.Reading == reading).Select(static r => (IReadOnlyList<string>)
        [
            $"{Html.Escape(r.Init)}<small>{Html.Escape(r.Input)} input</small>",
            string.Create(CultureInfo.InvariantCulture, $"{Html.Escape(r.Loss)}, {r.Batch}"),
            Pair(r.Layers[0]), Pair(r.Layers[1]),
            Meter(r.SaturatedFraction),
            $"{VerdictMark.Badge(r.Verdict)}<small>{Html.Escape(r.Reason)}</small>",
        ]));

    private static string Pair(VanishingLayer layer) => $"{Numbers.Short(layer.MedianGradientNorm)} / {Numbers.Short(layer.RmsGradientNorm)}";

    private static string Meter(double fraction) => string.Create(CultureInfo.InvariantCulture,
        $"<span class=\"meter\" aria-hidden=\"true\"><i style=\"width:{100 * fraction:0.#}%\"></i></span>{Numbers.Percent(fraction)}");

    private static string TrainingTable(VanishingResult vanishing) => Html.Table(
        "Training from one drawing of the weights. The loss is the squared error over all samples after the last step.",
        ["Weights", "Reading", "Optimizer", "Clip", ">Loss", "Verdict"],
        vanishing.Training.Select(static r => (IReadOnlyList<string>)
        [
            $"{Html.Escape(r.Init)}<small>{Html.Escape(r.Input)} input</small>", r.Reading, Html.Escape(r.Optimizer + (r.WeightNorm ? ", weight norm" : "")), Html.Escape(r.Clip),
            Numbers.Short(r.FinalLoss),
            $"{VerdictMark.Badge(r.Verdict)}<small>{Html.Escape(r.Reason)}</small>",
        ]));
}
