namespace NetGen.Generator.GradientFlow;

/// <summary>Something that is expected to go wrong.</summary>
/// <param name="Problem">What.</param>
/// <param name="IsSevere">Whether the second, graver threshold is passed.</param>
/// <param name="Value">The number that was judged: R in decades, a share, a correlation, an update ratio.</param>
/// <param name="Threshold">The threshold that it passed.</param>
/// <param name="Confidence">How likely one network of this declaration passes it; 1 for what hardly varies.</param>
/// <param name="Layer">The index of the layer that shows it most, or -1 for the network as a whole.</param>
/// <param name="Message">One sentence with the numbers.</param>
internal sealed record FlowFinding(
    FlowProblem Problem, bool IsSevere, double Value, double Threshold, double Confidence, int Layer, string Message);
