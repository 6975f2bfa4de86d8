namespace NetGen.Generator.Planning;

/// <summary>How a step treats the rows of a batch: what may be split between threads, and how.</summary>
internal enum StepPhase
{
    /// <summary>Each row by itself: forward, dL/dx.</summary>
    Rows = 0,

    /// <summary>From all rows to one result that no step on rows reads: dL/dW, dL/db, penalties, measurements.</summary>
    Parameters,

    /// <summary>Reads all rows and writes rows, or both gradients at once: one call for the whole batch, in its place.</summary>
    Batch,
}
