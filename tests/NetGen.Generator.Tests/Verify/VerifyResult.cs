namespace VerifyTests;

/// <summary>A verification that passed.</summary>
/// <param name="Files">The verified files.</param>
public record VerifyResult(IReadOnlyList<string> Files);
