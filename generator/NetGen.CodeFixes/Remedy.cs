namespace NetGen.CodeFixes;

/// <summary>One way to change a declaration.</summary>
/// <param name="Key">The same for the same remedy of other networks, which are then changed together.</param>
/// <param name="Title">What the editor offers.</param>
/// <param name="Edit">The changes.</param>
internal sealed record Remedy(string Key, string Title, DeclarationEdit Edit);
