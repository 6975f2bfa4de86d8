using System.Globalization;
using System.Text;

namespace SampleKit.Svg;

/// <summary>Two values per row on one logarithmic axis, joined by a bar: far apart means that the average hides the typical case.</summary>
public sealed class DumbbellPlot(string description, Axis x, string first, string second, IReadOnlyList<(string Name, double First, double Second)> rows)
{
    private const double Width = 400;
    private const double Left = 62;
    private const double Right = 16;
    private const double RowHeight = 34;
    private const double Top = 26;
    private const double Bottom = 38;

    /// <summary>The drawing.</summary>
    public string Render()
    {
        double height = Top + (rows.Count * RowHeight) + Bottom;
        double floor = height - Bottom;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"plot\" viewBox=\"0 0 {Width} {N(height)}\" role=\"img\" aria-label=\"{Html.Escape(description)}\">");
        foreach ((double value, string text) in x.Ticks(7))
        {
            double at = X(value);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid-line\" d=\"M{N(at)} {Top}V{N(floor)}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" text-anchor=\"middle\" x=\"{N(at)}\" y=\"{N(floor + 16)}\">{text}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture,
            $"<text class=\"label\" text-anchor=\"middle\" x=\"{N((Left + Width - Right) / 2)}\" y=\"{N(height - 5)}\">{Html.Escape(x.Label)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot s0\" cx=\"{Left + 6}\" cy=\"10\" r=\"5\"/><text class=\"tick\" x=\"{Left + 15}\" y=\"14\">{Html.Escape(first)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"dot s1\" d=\"M{Left + 190} 4.5l5.5 5.5l-5.5 5.5l-5.5 -5.5z\"/><text class=\"tick\" x=\"{Left + 201}\" y=\"14\">{Html.Escape(second)}</text>");
        for (int i = 0; i < rows.Count; i++)
        {
            AppendRow(svg, rows[i], Top + ((i + 0.5) * RowHeight));
        }

        return svg.Append("</svg>").ToString();
    }

    private static string N(double value) => Numbers.Coordinate(value);

    private double X(double value) => Left + (x.Position(value) * (Width - Left - Right));

    private void AppendRow(StringBuilder svg, (string Name, double First, double Second) row, double at)
    {
        double a = X(row.First);
        double b = X(row.Second);
        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"row\" text-anchor=\"end\" x=\"{Left - 8}\" y=\"{N(at + 4)}\">{Html.Escape(row.Name)}</text>");
        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"bar\" d=\"M{N(a)} {N(at)}H{N(b)}\"/>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<path class=\"dot s1\" d=\"M{N(b)} {N(at - 6.5)}l6.5 6.5l-6.5 6.5l-6.5 -6.5z\"><title>{Html.Escape(second)} {Numbers.Short(row.Second)}</title></path>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<circle class=\"dot s0\" cx=\"{N(a)}\" cy=\"{N(at)}\" r=\"5\"><title>{Html.Escape(first)} {Numbers.Short(row.First)}</title></circle>");
    }
}
