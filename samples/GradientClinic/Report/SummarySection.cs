using System.Globalization;
using System.Text;
using GradientClinic.Results;
using SampleKit;

namespace GradientClinic.Report;

/// <summary>The first screen: three findings, and which remedy cures what.</summary>
internal static class SummarySection
{
    public static string Render(ClinicResult result)
    {
        StringBuilder html = new("<section id=\"summary\">\n");
        html.Append(Html.Grid("cards3", [Explosion(result.Explosion), Vanishing(result.Vanishing), Depth(result)]));
        html.Append("<h2>Which remedy cures, and which only keeps numbers finite?</h2>\n");
        html.Append(
            """
            <p>A remedy that stops numbers from overflowing is not yet a cure: the network must also arrive. Clipping and adaptive
            optimizers work on the <em>symptom</em>, the size of a step. Scaling the input and choosing the initial weights and the activation work on
            the <em>cause</em>.</p>

            """);
        html.Append(Html.Table("What each remedy did alone. Each verdict is computed from the runs below.",
            ["Remedy", "Exploding line", "Vanishing 1000-100-1", "30 layers"],
            RemedySummary.Of(result).Select(static row => (IReadOnlyList<string>)
                [Html.Escape(row.Remedy), Cell(row.Explosion), Cell(row.Vanishing), Cell(row.Depth)])));
        return html.Append("</section>\n").ToString();
    }

    private static string Cell(RemedyEffect? effect) => effect switch
    {
        null => "<span class=\"soft\">–</span>",
        { Verdict: null } => Html.Escape(effect.Detail),
        _ => $"{VerdictMark.Badge(effect.Verdict)}<small>{Html.Escape(effect.Detail)}</small>",
    };

    private static string Explosion(ExplosionResult explosion)
    {
        ExplosionRun untreated = explosion.Runs[0];
        ExplosionRun? scaled = explosion.Runs.FirstOrDefault(static r => r is { Input: "standardised", Verdict: Verdict.Cured });
        return Card("Explosion", $"{Numbers.Step(untreated.FirstNonFinite.Gradient)} steps",
            string.Create(CultureInfo.InvariantCulture,
                $"is all it takes a straight-line fit to leave the range of 32-bit numbers. The loss is gone in step {Numbers.Step(untreated.FirstNonFinite.Loss)}."),
            scaled is null ? "No scaling of the input cured it." : "Scaling the input to mean 0 and variance 1 cures it with the same learning rate.");
    }

    private static string Vanishing(VanishingResult vanishing)
    {
        VanishingRun? normal = vanishing.Runs.FirstOrDefault(static r => r is { Init: "N(0,1)", Reading: "A", Input: "standardised" });
        return Card("Vanishing", Numbers.Percent(normal?.SaturatedFraction ?? 0),
            "of the hidden units are saturated before the first step when weights are drawn from N(0,1): they pass on almost no gradient.",
            "Xavier, He or LeCun initialisation cures that, unless the input is unscaled: no initialiser can rescue raw inputs.");
    }

    private static string Depth(ClinicResult result)
    {
        int failing = RemedySummary.Failing(result).Count;
        int all = RemedySummary.Plain(result).Count;
        return Card("Depth", $"{failing} of {all}",
            string.Create(CultureInfo.InvariantCulture,
                $"combinations of activation and initialiser fail to train {result.Depth.HiddenLayers} layers. What decides is whether the two fit each other."),
            $"Adam makes {Learning(result, static r => r is { Optimizer: "Adam", Clip: "none", WeightNorm: false })} of them learn; the clips make {Learning(result, static r => r is { Optimizer: "SGD", Clip: not "none" })}.");
    }

    /// <summary>How many of the failing networks learn under at least one of the matching remedies.</summary>
    private static string Learning(ClinicResult result, Func<DepthRun, bool> matches)
    {
        int count = result.Depth.Runs.Where(r => r.Verdict == Verdict.Cured && matches(r)).Select(static r => (r.Activation, r.Init)).Distinct().Count();
        return count == 0 ? "none" : count.ToString(CultureInfo.InvariantCulture);
    }

    private static string Card(string heading, string big, string what, string then) =>
        $"<div class=\"card\"><h3>{heading}</h3><div class=\"big\">{big}</div><p>{what}</p><p class=\"soft\">{then}</p></div>\n";
}
