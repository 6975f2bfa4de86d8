namespace NetGen;

/// <summary>What is wrong with one layer, or with the run as a whole, why, and what helps.</summary>
/// <param name="Layer">The path name of the layer; empty for the run as a whole.</param>
/// <param name="Source">Where its attribute stands; empty when unknown.</param>
/// <param name="Verdict">What is wrong.</param>
/// <param name="Cause">What was measured, and the cause that the measurements point to.</param>
/// <param name="Remedy">What helps, the cure before what only contains.</param>
public sealed record HealthFinding(string Layer, string Source, HealthVerdict Verdict, string Cause, string Remedy)
{
    /// <summary>Two lines: the cause and the remedy.</summary>
    public override string ToString() =>
        $"{(Layer.Length == 0 ? "network" : Layer)}{(Source.Length == 0 ? "" : $" ({Source})")}: {Verdict}. {Cause}\n  Remedy: {Remedy}";
}
