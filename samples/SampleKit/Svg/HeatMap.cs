using System.Globalization;
using System.Text;

namespace SampleKit.Svg;

/// <summary>Gradient norms by layer and step as coloured cells: blue is vanishing, orange exploding, the page's grey healthy.</summary>
public sealed class HeatMap(string description, IReadOnlyList<int> steps, IReadOnlyList<IReadOnlyList<double?>> columns, int totalSteps)
{
    private const double Width = 220;
    private const double Height = 176;
    private const double Left = 24;
    private const double Right = 4;
    private const double Top = 4;
    private const double Bottom = 26;

    /// <summary>The upper limits of the colour classes; the last class is for numbers that are not finite.</summary>
    private static readonly double[] Limits = [1e-12, 1e-8, 1e-5, 1e-3, 1e1, 1e3, 1e6, double.PositiveInfinity];

    /// <summary>What each colour stands for.</summary>
    public static IReadOnlyList<string> Legend { get; } =
        ["< 10⁻¹²", "10⁻¹²–10⁻⁸", "10⁻⁸–10⁻⁵", "10⁻⁵–10⁻³", "10⁻³–10", "10–10³", "10³–10⁶", "> 10⁶", "overflow"];

    /// <summary>The colour class of a norm.</summary>
    public static int Classify(double? norm)
    {
        if (norm is not { } value || !double.IsFinite(value))
        {
            return Limits.Length;
        }

        int index = 0;
        while (value >= Limits[index])
        {
            index++;
        }

        return index;
    }

    /// <summary>The drawing.</summary>
    public string Render()
    {
        int rows = columns.Count == 0 ? 1 : columns[0].Count;
        StringBuilder svg = new();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"heat\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{Html.Escape(description)}\" shape-rendering=\"crispEdges\">");
        svg.Append(CultureInfo.InvariantCulture,
            $"<rect class=\"empty\" x=\"{Left}\" y=\"{Top}\" width=\"{Width - Left - Right}\" height=\"{Height - Top - Bottom}\"/>");
        for (int colour = 0; colour <= Limits.Length; colour++)
        {
            string cells = Cells(colour, rows);
            if (cells.Length > 0)
            {
                svg.Append(CultureInfo.InvariantCulture, $"<path class=\"h{colour}\" d=\"{cells}\"/>");
            }
        }

        AppendLabels(svg, rows);
        return svg.Append("</svg>").ToString();
    }

    private static string N(double value) => Numbers.Coordinate(value);

    /// <summary>One path for all cells of a colour; vertical neighbours are joined.</summary>
    private string Cells(int colour, int rows)
    {
        StringBuilder path = new();
        double cellHeight = (Height - Top - Bottom) / rows;
        for (int column = 0; column < columns.Count; column++)
        {
            double left = X(column);
            double width = X(column + 1) - left;
            int start = -1;
            for (int row = 0; row <= rows; row++)
            {
                bool inside = row < rows && Classify(columns[column][row]) == colour;
                if (inside && start < 0)
                {
                    start = row;
                }
                else if (!inside && start >= 0)
                {
                    // The first layer is at the bottom: the gradient comes in at the top and travels down.
                    double top = Height - Bottom - (row * cellHeight);
                    path.Append(CultureInfo.InvariantCulture, $"M{N(left)} {N(top)}h{N(width)}v{N((row - start) * cellHeight)}h-{N(width)}z");
                    start = -1;
                }
            }
        }

        return path.ToString();
    }

    private void AppendLabels(StringBuilder svg, int rows)
    {
        double cellHeight = (Height - Top - Bottom) / rows;
        foreach (int layer in (int[])[1, rows / 2, rows])
        {
            double at = Height - Bottom - ((layer - 0.5) * cellHeight);
            svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" text-anchor=\"end\" x=\"{Left - 4}\" y=\"{N(at + 3.5)}\">{layer}</text>");
        }

        svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Left}\" y=\"{Height - Bottom + 14}\">step 1</text>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text class=\"tick\" text-anchor=\"end\" x=\"{Width - Right}\" y=\"{Height - Bottom + 14}\">{totalSteps}</text>");
    }

    /// <summary>A column reaches from its step to the next that was kept.</summary>
    private double X(int column)
    {
        double step = column < steps.Count ? steps[column] - 1 : steps[^1] == totalSteps ? totalSteps : Math.Min(totalSteps, steps[^1] + (totalSteps / 20));
        return Left + (step / totalSteps * (Width - Left - Right));
    }
}
