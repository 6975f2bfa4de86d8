using System.Globalization;
using System.Text;
using GradientClinic.Results;
using SampleKit;
using SampleKit.Svg;

namespace GradientClinic.Report;

/// <summary>Thirty hidden layers.</summary>
internal static class DepthSection
{
    private const double Floor = 1e-15;
    private const double Ceiling = 1e25;

    public static string Render(DepthResult depth)
    {
        List<DepthRun> plain = [.. depth.Runs.Where(static r => !r.Treatment)];
        List<string> activations = [.. plain.Select(static r => r.Activation).Distinct()];
        List<string> inits = [.. plain.Select(static r => r.Init).Distinct()];
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture,
            $"""
            <section id="depth">
            <h2>3 · {depth.HiddenLayers} layers deep</h2>
            <p>On the way back through {depth.HiddenLayers} layers the gradient is multiplied {depth.HiddenLayers} times. A factor of one half per layer leaves a billionth; a factor of two
            makes it a billion times larger. Initialiser and activation together set the factor. {depth.Width} units a layer, 20 inputs, 10 classes, {depth.Samples} samples, batches of {depth.Batch}, {depth.Steps} steps;
            guessing by class frequency gives a loss of {Numbers.Short(depth.PriorLoss)}, and below {Numbers.Short(depth.LearnedLoss)} a run counts as having learned.</p>
            <h3>Before the first step: the gradient by layer</h3>
            <p>Each line should be flat, and not at the bottom. The gradient comes in at the right and travels to the left.</p>

            """);
        html.Append(Html.Legend(inits.Select(static (name, i) => (name, i))));
        html.Append(Html.Grid("two", activations.Select(a => ByLayer(a, plain, inits))));
        html.Append(
            """
            <h3>While training: layers from top to bottom, steps from left to right</h3>
            <p>Grey is healthy. Blue is a gradient that vanishes on its way down, orange one that explodes, empty is where a run ended because numbers overflowed.</p>

            """);
        html.Append(HeatLegend());
        foreach (string activation in activations)
        {
            html.Append(Html.Grid("four", plain.Where(r => r.Activation == activation).Select(r => Heat(r, depth.Steps))));
        }

        html.Append("<h3>Did they learn?</h3>\n<p>Down is learning; the dotted line is guessing by class frequency.</p>\n");
        html.Append(Html.Legend(inits.Select(static (name, i) => (name, i))));
        html.Append(Html.Grid("two", activations.Select(a => Losses(a, plain, inits, depth))));
        html.Append(Treatments(depth, plain));
        html.Append(PlainTable(plain));
        html.Append(
            """
            <p><strong>Honest reading.</strong> The initialiser has to fit the activation: He for ReLU and Leaky ReLU, Xavier for tanh. No standard initialiser carries a gradient
            through this many sigmoid layers; change the activation. A gradient that is as large in the first layer as in the last is not yet health: ReLU with Xavier keeps the <em>ratio</em>
            near one, because signal and gradient shrink alike in opposite directions, and yet every gradient is tiny and the network stalls. Only the size, the reach
            below, or the loss tells. An adaptive optimizer such as Adam divides by that size and revives such a network. A clip limits the step of one that explodes, and leaves it as lost as it was.</p>
            </section>

            """);
        return html.ToString();
    }

    private static string ByLayer(string activation, List<DepthRun> plain, List<string> inits)
    {
        List<DepthRun> runs = [.. plain.Where(r => r.Activation == activation)];
        int layers = runs.Max(static r => r.Layers.Count);
        LinePlot plot = new($"Gradient by layer before the first step, {activation}",
            new Axis("layer", 1, layers), new Axis("size of the gradient", Floor, Ceiling, Log: true, Open: true));
        plot.Add(runs.Select(r => new Series($"{activation}, {r.Init}", inits.IndexOf(r.Init),
            [.. r.Layers.Select(static (layer, i) => (i + 1.0, layer.GradientNorm))], Markers: true)));
        return Html.Figure(activation, plot.Render(), string.Join("; ", runs.Select(static r => $"{r.Init}: {Slope(r)}")) + ".");
    }

    private static string Slope(DepthRun run) => run switch
    {
        _ when run.Layers.All(static l => l.GradientNorm is < 1e-3) => "flat, but far too small",
        _ when run.Layers.All(static l => l.GradientNorm is null or > 1e6) => "flat, but far too large",
        { Reach: null } => "nothing arrives",
        { Reach: <= -2 } => "vanishes",
        { Reach: >= 2 } => "explodes",
        _ => "flat",
    };

    private static string Heat(DepthRun run, int steps) => Html.Figure(
        $"{run.Activation}, {run.Init}",
        new HeatMap($"Gradient by layer and step, {run.Name}", run.History.Steps, run.History.GradientNorms, steps).Render(),
        VerdictMark.Badge(run.Verdict));

    private static string HeatLegend()
    {
        StringBuilder html = new("<ul class=\"legend\">");
        for (int i = 0; i < HeatMap.Legend.Count; i++)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<li><svg class=\"swatch\" viewBox=\"0 0 22 14\" aria-hidden=\"true\"><rect class=\"h{i}\" width=\"22\" height=\"14\"/></svg>{HeatMap.Legend[i]}</li>");
        }

        return html.Append("</ul>\n").ToString();
    }

    private static string Losses(string activation, List<DepthRun> plain, List<string> inits, DepthResult depth)
    {
        LinePlot plot = new($"Loss by step, {activation}", new Axis("step", 1, depth.Steps), new Axis("loss", 1, 3));
        plot.Add(new Reference(depth.PriorLoss, "guessing"));
        plot.Add(plain.Where(r => r.Activation == activation).Select(r => new Series($"{activation}, {r.Init}", inits.IndexOf(r.Init),
            [.. r.History.Steps.Zip(r.History.Loss, static (s, l) => ((double)s, l))])));
        return Html.Figure(activation, plot.Render());
    }

    private static string Treatments(DepthResult depth, List<DepthRun> plain)
    {
        List<string> remedies = [.. depth.Runs.Where(static r => r.Treatment).Select(static r => r.RemedyName).Distinct()];
        if (remedies.Count == 0)
        {
            return "";
        }

        StringBuilder html = new("<h3>Every network under every remedy</h3>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<p>The loss after {depth.Steps} steps; guessing is {Numbers.Short(depth.PriorLoss)}. {VerdictMark.Badge(Verdict.Cured)} learned only with the remedy. The signs: ");
        html.Append(string.Join(" ", Verdict.All.Skip(1).Select(VerdictMark.Badge))).Append("</p>\n");
        html.Append("<div class=\"grid two\">\n");
        foreach (IGrouping<string, DepthRun> activation in plain.GroupBy(static r => r.Activation))
        {
            html.Append(CultureInfo.InvariantCulture, $"<div class=\"card\"><table class=\"matrix\"><caption>{Html.Escape(activation.Key)}</caption><thead><tr><th scope=\"col\">Remedy</th>");
            html.Append(string.Concat(activation.Select(static r => $"<th scope=\"col\">{Html.Escape(r.Init)}</th>"))).Append("</tr></thead><tbody>\n");
            AppendRow(html, "none", activation);
            foreach (string remedy in remedies)
            {
                AppendRow(html, remedy, activation.Select(p => depth.Runs.FirstOrDefault(r =>
                    r.Treatment && r.Activation == p.Activation && r.Init == p.Init && r.RemedyName == remedy)));
            }

            html.Append("</tbody></table></div>\n");
        }

        return html.Append("</div>\n").ToString();
    }

    private static void AppendRow(StringBuilder html, string remedy, IEnumerable<DepthRun?> runs)
    {
        html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{Html.Escape(remedy)}</th>");
        foreach (DepthRun? run in runs)
        {
            html.Append(run is null
                ? "<td>–</td>"
                : $"<td class=\"{VerdictMark.Kind(run.Verdict)}\" title=\"{Html.Escape(run.Verdict)}: {Html.Escape(run.Reason)}\">{VerdictMark.Sign(run.Verdict)} {Numbers.Loss(run.FinalLoss)}</td>");
        }

        html.Append("</tr>\n");
    }

    private static string PlainTable(List<DepthRun> plain) => Html.Details("Without remedy: verdict and reason of each", Html.Table(
        "Reach: powers of ten between the gradient at a unit of the first and of the last hidden layer; 0 is healthy. Likeness: how alike two different samples look in the last hidden layer; 1 is the same.",
        ["Network", ">Reach", ">Likeness", ">Loss", "Verdict"],
        plain.Select(static r => (IReadOnlyList<string>)
        [
            Html.Escape($"{r.Activation}, {r.Init}"),
            r.Reach is { } reach ? reach.ToString("+0.0;−0.0;0.0", CultureInfo.InvariantCulture) : "–",
            r.Likeness is { } likeness ? likeness.ToString("0.000", CultureInfo.InvariantCulture) : "–",
            Numbers.Loss(r.FinalLoss),
            $"{VerdictMark.Badge(r.Verdict)}<small>{Html.Escape(r.Reason)}</small>",
        ])));
}
