using Microsoft.CodeAnalysis;

namespace VerifyTests;

/// <summary>The settings of one snapshot.</summary>
public class VerifySettings
{
    internal object?[]? Parameters { get; private set; }

    internal string? ParametersText { get; private set; }

    internal string? Directory { get; private set; }

    internal bool AcceptsAll { get; private set; }

    internal List<Func<GeneratedSourceResult, bool>> Ignored { get; } = [];

    /// <summary>Names the arguments of the test method, which become a part of the file name.</summary>
    public void UseParameters(params object?[] parameters) => Parameters = parameters;

    /// <summary>Gives the part of the file name that stands for the arguments of the test method.</summary>
    public void UseTextForParameters(string parametersText) => ParametersText = parametersText;

    /// <summary>Puts the snapshots into a directory below the one of the test's source file.</summary>
    public void UseDirectory(string directory) => Directory = directory;

    /// <summary>Accepts whatever the test gets.</summary>
    public void AutoVerify() => AcceptsAll = true;
}
