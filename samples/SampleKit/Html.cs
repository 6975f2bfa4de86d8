using System.Globalization;
using System.Net;
using System.Text;

namespace SampleKit;

/// <summary>Small pieces of HTML.</summary>
public static class Html
{
    /// <summary>Text with what means something in HTML replaced.</summary>
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    /// <summary>
    /// A table whose cells carry the name of their column, so that narrow screens can show each row as a card. Cells are HTML;
    /// the first cell of a row is its heading. A column whose name begins with '>' holds numbers.
    /// </summary>
    public static string Table(string caption, IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        StringBuilder html = new();
        html.Append(CultureInfo.InvariantCulture, $"<table class=\"cards\"><caption>{caption}</caption><thead><tr>");
        foreach (string column in columns)
        {
            html.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\"{Class(column)}>{Escape(column.TrimStart('>'))}</th>");
        }

        html.Append("</tr></thead><tbody>\n");
        foreach (IReadOnlyList<string> row in rows)
        {
            html.Append(CultureInfo.InvariantCulture, $"<tr><th scope=\"row\">{row[0]}</th>");
            for (int i = 1; i < row.Count; i++)
            {
                html.Append(CultureInfo.InvariantCulture, $"<td{Class(columns[i])} data-label=\"{Escape(columns[i].TrimStart('>'))}\"><div>{row[i]}</div></td>");
            }

            html.Append("</tr>\n");
        }

        return html.Append("</tbody></table>\n").ToString();

        static string Class(string column) => column.StartsWith('>') ? " class=\"num\"" : "";
    }

    /// <summary>A drawing with a heading above and plain words below.</summary>
    public static string Figure(string heading, string drawing, string caption = "") =>
        $"<figure><h4>{Escape(heading)}</h4>{drawing}{(caption.Length == 0 ? "" : $"<figcaption>{caption}</figcaption>")}</figure>\n";

    /// <summary>Something that is shown when it is asked for.</summary>
    public static string Details(string summary, string content) => $"<details><summary>{Escape(summary)}</summary>\n{content}</details>\n";

    /// <summary>Figures side by side where there is room.</summary>
    public static string Grid(string kind, IEnumerable<string> figures) => $"<div class=\"grid {kind}\">{string.Concat(figures)}</div>\n";

    /// <summary>Which line is which.</summary>
    public static string Legend(IEnumerable<(string Name, int Style)> entries)
    {
        StringBuilder html = new("<ul class=\"legend\">");
        foreach ((string name, int style) in entries)
        {
            html.Append(CultureInfo.InvariantCulture,
                $"<li><svg viewBox=\"0 0 34 10\" width=\"34\" height=\"10\" aria-hidden=\"true\"><path class=\"line s{style}\" d=\"M1 5H33\"/></svg>{Escape(name)}</li>");
        }

        return html.Append("</ul>\n").ToString();
    }
}
