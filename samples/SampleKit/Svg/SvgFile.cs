using System.Globalization;
using System.Text;

namespace SampleKit.Svg;

/// <summary>A drawing as a file of its own, with title, legend, colours for light and dark, and nothing from elsewhere.</summary>
public static class SvgFile
{
    private const double Top = 30;
    private const double LegendRow = 18;
    private const double Margin = 8;

    /// <summary>The content of the file.</summary>
    public static string Render(string title, LinePlot plot)
    {
        List<(string Name, int Style)> legend = [.. plot.Legend];
        double height = Top + LinePlot.Height + Margin + (legend.Count * LegendRow) + Margin;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {LinePlot.Width} {Numbers.Coordinate(height)}\">\n<style>\n{Stylesheet.Plot}");
        svg.Append("svg { font-family: system-ui, \"Segoe UI\", Roboto, \"DejaVu Sans\", Arial, sans-serif; }\n.title { font-size: 14px; font-weight: 600; fill: var(--ink); }\n.paper { fill: var(--card); }\n</style>\n");
        svg.Append("<rect class=\"paper\" width=\"100%\" height=\"100%\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"title\" x=\"12\" y=\"20\">{Html.Escape(title)}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<svg y=\"{Top}\" width=\"{LinePlot.Width}\" height=\"{LinePlot.Height}\"");
        svg.Append(plot.Render().AsSpan("<svg".Length)).Append('\n');
        for (int i = 0; i < legend.Count; i++)
        {
            double at = Top + LinePlot.Height + Margin + ((i + 0.5) * LegendRow);
            svg.Append(CultureInfo.InvariantCulture,
                $"<path class=\"line s{legend[i].Style}\" d=\"M52 {Numbers.Coordinate(at)}h32\"/><text class=\"tick\" x=\"92\" y=\"{Numbers.Coordinate(at + 4)}\">{Html.Escape(legend[i].Name)}</text>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }
}
