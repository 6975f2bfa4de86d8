namespace NetGen.Generator.GradientFlow;

/// <summary>What one step of a cell reads and fills, for all trajectories.</summary>
/// <param name="Before">h of the step before.</param>
/// <param name="State">Receives h.</param>
/// <param name="Entries">Receives the derivative of h by the memory; null where they are the same.</param>
/// <param name="Keeps">Receives the derivative of the memory by the one before.</param>
/// <param name="Outputs">Receives the derivative of h by the output gate's z; null where there is none.</param>
/// <param name="Slopes">Receives the derivatives of the memory by each gate's z, at <see cref="Step"/>.</param>
/// <param name="Step">The step.</param>
internal readonly record struct UnitStep(
    double[] Before, double[] State, double[]? Entries, double[] Keeps, double[]? Outputs, double[][][] Slopes, int Step);
