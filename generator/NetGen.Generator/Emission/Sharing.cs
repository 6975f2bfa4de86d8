namespace NetGen.Generator.Emission;

/// <summary>How a list of steps is shared between threads.</summary>
internal enum Sharing
{
    /// <summary>One thread runs all steps on the whole batch.</summary>
    None = 0,

    /// <summary>Each thread runs the forward pass on its rows; a prediction, which has no workspace, on all.</summary>
    Forward,

    /// <summary>Each thread runs the backward pass on its rows and its weights.</summary>
    Backward,
}
