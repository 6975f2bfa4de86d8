namespace NetGen;

/// <summary>What <see cref="Fixup"/> did to one tensor.</summary>
/// <param name="Name">The tensor's path name.</param>
/// <param name="Branch">The pattern of the branch it belongs to; empty for the network's output layer.</param>
/// <param name="Factor">What it was multiplied by; 0 for the last layer of a branch and for the output layer.</param>
public sealed record FixupTensor(string Name, string Branch, float Factor);
