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

    /// <summary>Whether the method computes a thread's part of the result by itself, so that all threads call it.</summary>
    public bool IsShared { get; init; }

    /// <summary>Whether all threads must be done with what comes before.</summary>
    public bool AwaitsAll { get; init; }

    /// <summary>Which thread runs a step that is neither of rows nor shared: they take turns.</summary>
    public int Turn { get; init; }

    /// <summary>The call that a single row takes instead of this step and its neighbours with the same chain.</summary>
    public ChainPlan? Chain { get; init; }
}
