namespace NetGen.Generator.GradientFlow;

/// <summary>The derivative of the loss of one output, over the targets: its mean and its mean square.</summary>
internal readonly record struct TargetMoments(double Mean, double Square);
