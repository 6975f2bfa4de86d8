using System.Globalization;
using System.Text;
using GradientClinic.Results;
using SampleKit;
using SampleKit.Svg;

namespace GradientClinic.Report;

/// <summary>The exploding regression.</summary>
internal static class ExplosionSection
{
    private const double LargestFloat = 3.4028235e38;

    public static string Render(ExplosionResult explosion)
    {
        StringBuilder html = new("<section id=\"explosion\">\n<h2>1 · A straight line that explodes</h2>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"""
            <p>Two numbers, <code>w</code> and <code>b</code>, are to fit <code>y = wx + b</code> to the points (1, 1), (2, 4), … (1000, 1 000 000) by gradient descent
            with learning rate 0.01, from 0. The best line is w = {Numbers.Parameter(explosion.LeastSquares.W)}, b = {Numbers.Parameter(explosion.LeastSquares.B)}.
            The inputs are hundreds of times too large for that step, so each step overshoots the valley and lands thousands of times further away on the other side.</p>

            """);
        html.Append(Legend(explosion));
        html.Append(Html.Grid("three", [Gradients(explosion), Errors(explosion), Lines(explosion)]));
        html.Append(Table(explosion));
        html.Append(
            """
            <p><strong>Honest reading.</strong> Clipping, Adam and RMSprop at learning rate 0.01 keep every number finite, and after 1000 steps they have hardly
            left the start: the gradient says “a thousand further”, the remedy allows a hundredth. With far larger limits or rates they get closer, and Adam with a rate
            of 1000 even arrives, but such a rate has to be known from the answer. A learning rate small enough to be stable leaves the intercept almost
            untouched. Scaling the input removes the cause, and the plain method arrives with the plain rate.</p>
            </section>

            """);
        return html.ToString();
    }

    /// <summary>The runs that are drawn, in the order of their line styles.</summary>
    private static IReadOnlyList<(string Label, ExplosionRun Run)> Drawn(ExplosionResult explosion)
    {
        List<(string, ExplosionRun)> drawn = [];
        void Add(string label, Func<ExplosionRun, bool> matches)
        {
            if (explosion.Runs.FirstOrDefault(matches) is { } run)
            {
                drawn.Add((label, run));
            }
        }

        Add("untreated", static r => r is { Optimizer: "SGD", LearningRate: 0.01, Clip: "none", Input: "raw", WeightNorm: false });
        Add("clip to norm 1", static r => r is { Optimizer: "SGD", Clip: "global norm 1", Input: "raw" });
        Add("standardised x", static r => r is { Optimizer: "SGD", Clip: "none", Input: "standardised" });
        Add("learning rate 2.9e-6", static r => r is { Optimizer: "SGD", LearningRate: < 0.001, Clip: "none" });
        Add("Adam, rate 0.01", static r => r is { Optimizer: "Adam", LearningRate: 0.01, Input: "raw" });
        Add("Adam, rate 100", static r => r is { Optimizer: "Adam", LearningRate: 100, Input: "raw" });
        return drawn;
    }

    private static string Legend(ExplosionResult explosion) =>
        Html.Legend(Drawn(explosion).Select(static (d, i) => (d.Label, i)));

    private static string Gradients(ExplosionResult explosion)
    {
        LinePlot plot = new("Size of the gradient in the first steps: the untreated run grows by a factor of thousands a step and overflows",
            new Axis("step", 1, 12), new Axis("size of the gradient", 1, 1e40, Log: true));
        plot.Add(new Reference(LargestFloat, "largest 32-bit number", Below: true, AtStart: true));
        foreach (((string label, ExplosionRun run), int style) in Drawn(explosion).Select(static (d, i) => (d, i)))
        {
            plot.Add(new Series(label, style, [.. run.Curve.Steps.Zip(run.Curve.GradientNorm).TakeWhile(static p => p.First <= 12).Select(static p => ((double)p.First, p.Second))],
                Markers: style == 0));
        }

        return Html.Figure("The gradient, step by step", plot.Render(),
            "A healthy run stays level or falls. The untreated one climbs by the same factor of 6676 at every step until the numbers run out (✕).");
    }

    private static string Lines(ExplosionResult explosion)
    {
        LinePlot plot = new("The straight lines after the last step over the data",
            new Axis("x", 0, 1000), new Axis("y", -200_000, 1_000_000));
        plot.Add(new Series("data y = x²", 5, [.. Enumerable.Range(0, 41).Select(static i => (25.0 * i, (double?)(625.0 * i * i)))]));
        foreach (((string label, ExplosionRun run), int style) in Drawn(explosion).Select(static (d, i) => (d, i)))
        {
            if (style != 5 && run is { W: { } w, B: { } b })
            {
                plot.Add(new Series(label, style, [(0, b), (1000, (1000 * w) + b)]));
            }
        }

        return Html.Figure("Where they arrive after 1000 steps", plot.Render(),
            "Dotted grey: the data. A cured run lies along it as well as a straight line can. Clipped to norm 1, and with Adam at 0.01, the line has hardly left the floor.");
    }

    private static string Errors(ExplosionResult explosion)
    {
        IReadOnlyList<(string Label, ExplosionRun Run)> drawn = Drawn(explosion);
        LinePlot plot = new("Error by step over that of the best line",
            new Axis("step", 1, explosion.Steps, Log: true), new Axis("error ÷ best line's error", 1, 100, Log: true));
        for (int style = 0; style < drawn.Count; style++)
        {
            ExplosionRun run = drawn[style].Run;
            IEnumerable<(double, double?)> points = run.Curve.Steps.Zip(run.Curve.MseRatio, static (s, m) => ((double)s, m));
            // What leaves the plot at the top is drawn to its edge once.
            plot.Add(new Series(drawn[style].Label, style, [.. UpToFirstAbove(points, 100)]));
        }

        return Html.Figure("The error, step by step", plot.Render(),
            "1 at the bottom is the best any straight line can do. Only lines that reach the bottom are cured; level ones keep going nowhere.");
    }

    private static IEnumerable<(double X, double? Y)> UpToFirstAbove(IEnumerable<(double X, double? Y)> points, double limit)
    {
        foreach ((double x, double? y) in points)
        {
            yield return (x, y);
            if (y is null || y > limit)
            {
                yield break;
            }
        }
    }

    private static string Table(ExplosionResult explosion) => Html.Table(
        "All runs. “First not finite” is the step in which the loss / the gradient / the parameters first overflowed.",
        ["Remedy", "First not finite", ">w", ">b", ">Error ÷ best", "Verdict"],
        explosion.Runs.Select(static r => (IReadOnlyList<string>)
        [
            Html.Escape(r.Name),
            r.FirstNonFinite is { Loss: null, Gradient: null, Parameters: null }
                ? "never"
                : $"{Numbers.Step(r.FirstNonFinite.Loss)} / {Numbers.Step(r.FirstNonFinite.Gradient)} / {Numbers.Step(r.FirstNonFinite.Parameters)}",
            Numbers.Parameter(r.W), Numbers.Parameter(r.B), Numbers.Ratio(r.MseRatio),
            $"{VerdictMark.Badge(r.Verdict)}<small>{Html.Escape(r.Reason)}</small>",
        ]));
}
