using GradientClinic.Results;
using SampleKit;

namespace GradientClinic.Report;

/// <summary>clinic.html and clinic.json.</summary>
internal static class ReportFiles
{
    /// <summary>The page.</summary>
    public static string Page(DirectoryInfo folder) => Path.Combine(folder.FullName, "clinic.html");

    /// <summary>The numbers.</summary>
    public static string Json(DirectoryInfo folder) => Path.Combine(folder.FullName, "clinic.json");

    /// <summary>Writes both.</summary>
    public static void Write(DirectoryInfo folder, ClinicResult result)
    {
        OutputFolder.Replace(Json(folder), ClinicJson.Write(result));
        OutputFolder.Replace(Page(folder), HtmlPage.Render(result));
    }
}
