namespace NetGen.Generator.GradientFlow;

/// <summary>The gradient of the loss with respect to the last pre-activation.</summary>
/// <param name="LogSquare">ln E||delta||² of one sample.</param>
/// <param name="Cosine">E[delta·delta'] of two samples in units of E||delta||², for each correlation asked for.</param>
/// <param name="Degrees">The independent components of delta.</param>
internal sealed record OutputGradient(double LogSquare, double[] Cosine, double Degrees);
