namespace NetGen.Generator.GradientFlow;

/// <summary>What one step of a cell reads and fills, for all trajectories.</summary>
/// <param name="Before">h of the step before.</param>
/// <param name="State">Receives h.</param>
/// <param name="Cells">Receives the derivatives.</param>
internal readonly record struct UnitStep(double[] Before, double[] State, UnitCell[] Cells);
