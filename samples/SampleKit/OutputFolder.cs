namespace SampleKit;

/// <summary>Writing results into a folder.</summary>
public static class OutputFolder
{
    /// <summary>Tries to write into the folder before the work begins: the reason why that fails, or null.</summary>
    public static string? WhyNotWritable(DirectoryInfo folder)
    {
        try
        {
            folder.Create();
            string probe = Path.Combine(folder.FullName, ".probe-" + Path.GetRandomFileName());
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return $"cannot be written to. {e.Message}";
        }
    }

    /// <summary>Writes a file, which is replaced only when its new content is complete.</summary>
    public static void Replace(string path, string content)
    {
        string temporary = path + ".tmp";
        File.WriteAllText(temporary, content);
        File.Move(temporary, path, overwrite: true);
    }
}
