namespace NetGen.Generator;

/// <summary>The names of the pipeline's steps, for tests that assert what is cached.</summary>
public static class TrackingNames
{
    /// <summary>Everything parsed from one annotated class, with locations.</summary>
    public const string Declaration = "Declaration";

    /// <summary>The value-equatable model of one network.</summary>
    public const string Model = "Model";

    /// <summary>The plan of one network: buffers, steps, kernels.</summary>
    public const string Plan = "Plan";

    /// <summary>What is wrong with one declaration.</summary>
    public const string Diagnostics = "Diagnostics";

    /// <summary>The lines on which the attributes of one network stand.</summary>
    public const string SourceLines = "SourceLines";

    /// <summary>Whether any network of the project needs the shared matrix product.</summary>
    public const string MatrixProduct = "MatrixProduct";
}
