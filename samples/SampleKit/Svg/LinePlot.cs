using System.Globalization;
using System.Text;

namespace SampleKit.Svg;

/// <summary>Lines over two axes, as inline SVG that takes its colours from the page.</summary>
public sealed class LinePlot(string description, Axis x, Axis y)
{
    /// <summary>The width of the drawing in its own units.</summary>
    public const double Width = 400;

    /// <summary>The height of the drawing in its own units.</summary>
    public const double Height = 250;

    private const double Left = 52;
    private const double Right = 12;
    private const double Top = 12;
    private const double Bottom = 38;
    private readonly List<Series> _series = [];
    private readonly List<Reference> _references = [];

    /// <summary>Which line is which: the names of the lines, each once, with the numbers of their styles.</summary>
    public IEnumerable<(string Name, int Style)> Legend => _series.Select(static s => (s.Name, s.Style)).Distinct();

    /// <summary>Adds a line.</summary>
    public LinePlot Add(Series series)
    {
        _series.Add(series);
        return this;
    }

    /// <summary>Adds lines.</summary>
    public LinePlot Add(IEnumerable<Series> series)
    {
        _series.AddRange(series);
        return this;
    }

    /// <summary>Adds a reference line.</summary>
    public LinePlot Add(Reference reference)
    {
        _references.Add(reference);
        return this;
    }

    /// <summary>The drawing.</summary>
    public string Render()
    {
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"plot\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Escape(description)}\">");
        AppendGrid(svg);
        foreach (Reference reference in _references)
        {
            double at = Y(reference.Y);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"ref\" d=\"M{Left} {N(at)}H{Width - Right}\"/>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"note\" text-anchor=\"{(reference.AtStart ? "start" : "end")}\" x=\"{(reference.AtStart ? Left + 4 : Width - Right - 2)}\" y=\"{N(reference.Below || at < Top + 16 ? at + 14 : at - 5)}\">{Html.Escape(reference.Text)}</text>");
        }

        foreach (Series series in _series)
        {
            AppendSeries(svg, series);
        }

        return svg.Append("</svg>").ToString();
    }

    private static string N(double value) => Numbers.Coordinate(value);

    private double X(double value) => Left + (x.Position(value) * (Width - Left - Right));

    private double Y(double value) => Height - Bottom - (y.Position(value) * (Height - Top - Bottom));

    private void AppendGrid(StringBuilder svg)
    {
        foreach ((double value, string text) in y.Ticks(6))
        {
            double at = Y(value);
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"grid-line\" d=\"M{Left} {N(at)}H{Width - Right}\"/>");
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" text-anchor=\"end\" x=\"{Left - 5}\" y=\"{N(at + 3.5)}\">{text}</text>");
        }

        foreach ((double value, string text) in x.Ticks(6))
        {
            double at = X(value);
            string anchor = at > Width - Right - 10 ? "end" : "middle";
            svg.Append(CultureInfo.InvariantCulture, $"<path class=\"axis\" d=\"M{N(at)} {Height - Bottom}v4\"/>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"tick\" text-anchor=\"{anchor}\" x=\"{N(at)}\" y=\"{Height - Bottom + 16}\">{text}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<path class=\"axis\" d=\"M{Left} {Height - Bottom}H{Width - Right}\"/>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text class=\"label\" text-anchor=\"middle\" x=\"{N((Left + Width - Right) / 2)}\" y=\"{Height - 5}\">{Html.Escape(x.Label)}</text>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text class=\"label\" text-anchor=\"middle\" transform=\"translate(11 {N((Top + Height - Bottom) / 2)}) rotate(-90)\">{Html.Escape(y.Label)}</text>");
    }

    private void AppendSeries(StringBuilder svg, Series series)
    {
        StringBuilder path = new();
        StringBuilder marks = new();
        double lastX = double.NaN;
        foreach ((double px, double? py) in series.Points)
        {
            double at = X(px);
            if (py is not { } value)
            {
                AppendOverflow(marks, series, px, double.IsNaN(lastX) ? at : Math.Max(at, lastX), path.Length > 0);
                if (path.Length > 0)
                {
                    path.Append(CultureInfo.InvariantCulture, $"L{N(at)} {N(Top)}");
                }

                break;
            }

            path.Append(CultureInfo.InvariantCulture, $"{(path.Length == 0 ? 'M' : 'L')}{N(at)} {N(Y(value))}");
            lastX = at;
            if (series.Markers)
            {
                marks.Append(CultureInfo.InvariantCulture,
                    $"<circle class=\"dot s{series.Style}\" cx=\"{N(at)}\" cy=\"{N(Y(value))}\" r=\"2\"><title>{Html.Escape(series.Name)}, {Html.Escape(x.Label)} {Numbers.Tick(px)}: {Numbers.Short(value)}</title></circle>");
            }
        }

        if (path.Length > 0)
        {
            svg.Append(CultureInfo.InvariantCulture,
                $"<path class=\"line s{series.Style}\" d=\"{path}\"><title>{Html.Escape(series.Name)}</title></path>");
        }

        svg.Append(marks);
    }

    private static void AppendOverflow(StringBuilder marks, Series series, double step, double at, bool connected) =>
        marks.Append(CultureInfo.InvariantCulture,
            $"<path class=\"cross s{series.Style}\" d=\"M{N(at - 4)} {Top - 4}l8 8m0 -8l-8 8\"><title>{Html.Escape(series.Name)}: not finite {(connected ? "from" : "at")} {Numbers.Tick(step)}</title></path>");
}
