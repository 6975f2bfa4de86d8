namespace SampleKit;

/// <summary>The style sheets of pages and drawings, for light and dark screens.</summary>
public static class Stylesheet
{
    /// <summary>What a drawing needs.</summary>
    public static string Plot { get; } = Read("plot.css");

    /// <summary>What a page with drawings needs.</summary>
    public static string Page { get; } = Plot + Read("page.css");

    private static string Read(string name)
    {
        using Stream stream = typeof(Stylesheet).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The style sheet {name} is not embedded in the program.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
