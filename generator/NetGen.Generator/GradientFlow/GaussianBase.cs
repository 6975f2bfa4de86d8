namespace NetGen.Generator.GradientFlow;

/// <summary>The normally distributed z that a signal is a function of.</summary>
/// <param name="LogQ">ln of its variance.</param>
/// <param name="Offset">Its mean, which all units have in common.</param>
/// <param name="Correlation">How it correlates between samples and positions, were there infinitely many channels.</param>
internal sealed record GaussianBase(double LogQ, double Offset, Pairs Correlation);
