using System.Globalization;
using System.Text;
using ClassicCases.Cases;
using ClassicCases.Results;
using SampleKit;

namespace ClassicCases.Report;

/// <summary>cases.html: one file without scripts, fonts or pictures from elsewhere.</summary>
internal static class HtmlPage
{
    /// <summary>The page.</summary>
    public static string Render(IReadOnlyList<Case> cases, CaseReport report)
    {
        StringBuilder html = new();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Classic cases</title>\n<style>\n");
        html.Append(Stylesheet.Page).Append("</style>\n</head>\n<body>\n");
        html.Append(
            """
            <header>
            <h1>Classic cases</h1>
            <p class="lead">Well-known experiments in which a gradient vanishes, explodes or arrives, each with the number that it has to reach. Every number is measured by the program
            that wrote this page, on data that it makes itself.</p>

            """);
        html.Append("<nav>").Append(string.Concat(cases.Select(static c => $"<a href=\"#{c.Name}\">{Html.Escape(c.Name)}</a>"))).Append("</nav>\n</header>\n<main>\n");
        html.Append(Summary(cases, report));
        foreach (Case one in cases)
        {
            html.Append(Section(one));
        }

        html.Append("</main>\n<footer>\n");
        html.Append(CultureInfo.InvariantCulture,
            $"<p>Seed {report.Seed}; the same seed gives the same numbers. Arithmetic in 32-bit floats, norms summed in 64-bit floats. The drawings are beside this page as SVG files, the numbers of each run in the json.</p>\n");
        return html.Append("</footer>\n</body>\n</html>\n").ToString();
    }

    private static string Summary(IReadOnlyList<Case> cases, CaseReport report)
    {
        StringBuilder html = new("<section id=\"summary\">\n");
        string run = report.Quick ? "A quick run, with smaller sizes; it is said where that changes a criterion. " : "";
        string stopped = report.Complete ? "" : $"Stopped before its end; not finished: {string.Join(", ", cases.Where(static c => !c.Finished).Select(static c => c.Name))}. ";
        html.Append(CultureInfo.InvariantCulture, $"<p>{run}{Html.Escape(stopped)}{report.Cases.Count(static c => c.Pass)} of {report.Cases.Count} criteria hold.</p>\n");
        html.Append(Html.Table("What was measured; of several runs the one that is furthest from passing.", ["Criterion", "Case", ">Measured", "Verdict"],
            report.Cases.Select(static c => (IReadOnlyList<string>)
            [
                Html.Escape(c.Criterion) + (c.Note is null ? "" : $"<small>{Html.Escape(c.Note)}</small>"),
                $"<a href=\"#{c.Case}\">{Html.Escape(c.Case)}</a>", Numbers.Precise(c.Value), Badge(c.Pass),
            ])));
        return html.Append("</section>\n").ToString();
    }

    private static string Section(Case one)
    {
        IEnumerable<string> figures = one.Figures().Select(static f =>
            Html.Figure(f.Title, f.Drawing.Render(), Html.Legend(f.Drawing.Legend) + Html.Escape(f.Caption)));
        string unfinished = one.Finished ? "" : "<p class=\"soft\">Not finished.</p>\n";
        return $"<section id=\"{one.Name}\">\n<h2>{Html.Escape(one.Title)}</h2>\n"
            + Html.Grid("two", [$"<div>{one.Lesson}\n{unfinished}</div>\n", .. figures]) + "</section>\n";
    }

    private static string Badge(bool pass) =>
        $"<span class=\"badge {(pass ? "good" : "explode")}\"><span aria-hidden=\"true\">{(pass ? '✔' : '✘')}</span> {(pass ? "pass" : "fail")}</span>";
}
