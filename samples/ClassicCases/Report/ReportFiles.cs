using ClassicCases.Cases;
using ClassicCases.Results;
using SampleKit;
using SampleKit.Svg;

namespace ClassicCases.Report;

/// <summary>The page, the json and the drawings.</summary>
internal static class ReportFiles
{
    /// <summary>The page.</summary>
    public static string Page(DirectoryInfo folder) => Path.Combine(folder.FullName, "cases.html");

    /// <summary>Writes all of them.</summary>
    public static void Write(DirectoryInfo folder, FileInfo json, IReadOnlyList<Case> cases, CaseReport report)
    {
        OutputFolder.Replace(json.FullName, CaseJson.Write(report));
        foreach (Figure figure in cases.SelectMany(static c => c.Figures()))
        {
            OutputFolder.Replace(Path.Combine(folder.FullName, figure.Name + ".svg"), SvgFile.Render(figure.Title, figure.Drawing));
        }

        OutputFolder.Replace(Page(folder), HtmlPage.Render(cases, report));
    }
}
