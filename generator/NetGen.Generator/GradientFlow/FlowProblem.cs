namespace NetGen.Generator.GradientFlow;

/// <summary>What can be expected to go wrong; the runtime's PredictedProblem has the same members.</summary>
internal enum FlowProblem
{
    Vanishing = 0,
    Exploding,
    Saturated,
    Dead,
    Collapsed,
    Unpredictable,
}
