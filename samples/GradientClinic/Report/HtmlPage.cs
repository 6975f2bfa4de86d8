using System.Globalization;
using System.Text;
using GradientClinic.Results;
using SampleKit;

namespace GradientClinic.Report;

/// <summary>clinic.html: one file without scripts, fonts or pictures from elsewhere.</summary>
public static class HtmlPage
{
    /// <summary>The page.</summary>
    public static string Render(ClinicResult result)
    {
        StringBuilder html = new();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        html.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        html.Append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>Gradient clinic</title>\n<style>\n");
        html.Append(Stylesheet.Page).Append("</style>\n</head>\n<body>\n");
        html.Append(
            """
            <header>
            <h1>Gradient clinic</h1>
            <p class="lead">A neural network learns from its gradient: the number that tells each weight which way to move, and how far.
            On its way back through the layers it can grow until it leaves the range of a computer's numbers (it <em>explodes</em>), or shrink
            until nothing is left (it <em>vanishes</em>). Here both happen, measured layer by layer, and each known remedy is tried.</p>
            <nav><a href="#summary">Which remedy cures?</a><a href="#explosion">1 · Explosion</a><a href="#vanishing">2 · Vanishing</a><a href="#depth">3 · Depth</a><a href="#method">How it was measured</a></nav>
            </header>
            <main>

            """);
        html.Append(SummarySection.Render(result));
        html.Append(ExplosionSection.Render(result.Explosion));
        html.Append(VanishingSection.Render(result.Vanishing));
        html.Append(DepthSection.Render(result.Depth));
        html.Append("</main>\n<footer>\n<h2 id=\"method\">How it was measured</h2>\n");
        html.Append(
            """
            <p>Every network is a C# class with attributes; NetGen generates its code when the program is compiled. All arithmetic of the networks is
            in 32-bit floats. Norms are the square root of the sum of all squared elements of a weight matrix's gradient, summed in 64-bit floats, taken
            before any clipping. They come from the measuring that is built into the generated code.</p>
            <p>In the plots the axis of a gradient is logarithmic: each mark is a fixed factor away from the next, so a straight slope means growing
            or shrinking by the same factor at each layer. A value below the axis is drawn on its lower edge.</p>

            """);
        html.Append(CultureInfo.InvariantCulture, $"<p>Seed {result.Seed}. The same seed gives the same numbers. They are all in <code>clinic.json</code>.</p>\n");
        return html.Append("</footer>\n</body>\n</html>\n").ToString();
    }
}
