namespace GradientClinic.Experiments;

/// <summary>How long a network is trained, and how often it is looked at.</summary>
/// <param name="Steps">The steps.</param>
/// <param name="Batch">The samples of a step.</param>
/// <param name="Looks">The steps, evenly spaced, whose gradients are kept, besides the first ones.</param>
internal sealed record Schedule(int Steps, int Batch, int Looks)
{
    /// <summary>The steps whose gradients are kept.</summary>
    public HashSet<int> Kept { get; } = [1, 2, 5, 10, .. Enumerable.Range(1, Looks).Select(i => i * Steps / Looks)];
}
