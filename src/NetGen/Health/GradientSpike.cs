namespace NetGen;

/// <summary>A step whose gradient was much larger than usual.</summary>
/// <param name="Step">The number of the step.</param>
/// <param name="Norm">The global gradient norm, before the clip.</param>
/// <param name="Median">The running median of the norms before it.</param>
public readonly record struct GradientSpike(long Step, double Norm, double Median);
