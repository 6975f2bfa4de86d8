using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>One call of a pass: what it computes in words, the method, and what it is given.</summary>
internal sealed record StepPlan(string Comment, string Method, EquatableArray<Argument> Arguments)
{
    /// <summary>How the step treats the rows of a batch.</summary>
    public StepPhase Phase { get; init; }

    /// <summary>In which passes the step runs.</summary>
    public StepUse Use { get; init; }

    /// <summary>The index of the layer it belongs to.</summary>
    public int Layer { get; init; }
}
