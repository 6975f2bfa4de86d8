namespace NetGen.Generator.Planning;

/// <summary>In which forward passes a step runs.</summary>
internal enum StepUse
{
    /// <summary>In all.</summary>
    Always = 0,

    /// <summary>In predictions, which keep nothing for a backward pass.</summary>
    Predictions,

    /// <summary>In passes that keep activations in a workspace: training and evaluation.</summary>
    Workspaces,
}
