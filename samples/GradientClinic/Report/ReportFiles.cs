using GradientClinic.Results;

namespace GradientClinic.Report;

/// <summary>clinic.html and clinic.json.</summary>
internal static class ReportFiles
{
    /// <summary>The page.</summary>
    public static string Page(DirectoryInfo folder) => Path.Combine(folder.FullName, "clinic.html");

    /// <summary>The numbers.</summary>
    public static string Json(DirectoryInfo folder) => Path.Combine(folder.FullName, "clinic.json");

    /// <summary>Tries to write into the folder before the work begins: the reason why that fails, or null.</summary>
    public static string? WhyNotWritable(DirectoryInfo folder)
    {
        try
        {
            folder.Create();
            string probe = Path.Combine(folder.FullName, ".clinic-" + Path.GetRandomFileName());
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return $"cannot be written to. {e.Message}";
        }
    }

    /// <summary>Writes both; a file is replaced only when its new content is complete.</summary>
    public static void Write(DirectoryInfo folder, ClinicResult result)
    {
        Replace(Json(folder), ClinicJson.Write(result));
        Replace(Page(folder), HtmlPage.Render(result));
    }

    private static void Replace(string path, string content)
    {
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }
}
