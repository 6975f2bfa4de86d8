using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace NetGen.Generator.Tests;

/// <summary>How a consumer builds. The defaults are the strictest: whatever compiles clean with them compiles everywhere.</summary>
internal sealed record HarnessOptions
{
    /// <summary>Everything that a consumer can turn against generated code.</summary>
    public static HarnessOptions Default { get; } = new();

    /// <summary>Arithmetic throws on overflow.</summary>
    public bool Checked { get; init; } = true;

    /// <summary>Unsafe blocks compile.</summary>
    public bool AllowUnsafe { get; init; }

    /// <summary>The project's nullable context; generated files have to bring their own.</summary>
    public NullableContextOptions Nullable { get; init; } = NullableContextOptions.Disable;

    /// <summary>The language version.</summary>
    public LanguageVersion LanguageVersion { get; init; } = LanguageVersion.CSharp14;

    /// <summary>The warning level; 9999 has every warning wave.</summary>
    public int WarningLevel { get; init; } = 9999;

    /// <summary>Checks XML documentation, and misses it where it is not (CS1591).</summary>
    public bool Documentation { get; init; } = true;

    /// <summary>The name of the assembly.</summary>
    public string AssemblyName { get; init; } = "Consumer";

    /// <summary>The path of the first source file, as the compiler is given it.</summary>
    public string FilePath { get; init; } = "Networks.cs";

    internal CSharpParseOptions ParseOptions =>
        new(LanguageVersion, Documentation ? DocumentationMode.Diagnose : DocumentationMode.Parse);

    internal CSharpCompilationOptions CompilationOptions =>
        new(
            OutputKind.DynamicallyLinkedLibrary,
            optimizationLevel: OptimizationLevel.Release,
            checkOverflow: Checked,
            allowUnsafe: AllowUnsafe,
            generalDiagnosticOption: ReportDiagnostic.Error,
            warningLevel: WarningLevel,
            nullableContextOptions: Nullable);
}
