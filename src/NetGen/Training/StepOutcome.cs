namespace NetGen;

/// <summary>What became of a step.</summary>
public enum StepOutcome
{
    /// <summary>The parameters were updated.</summary>
    Applied = 0,

    /// <summary>The parameters and the optimizer are as they were before the step.</summary>
    Skipped,

    /// <summary>The parameters and the optimizer are as they were before the last finite step's update.</summary>
    RolledBack,
}
