namespace NetGen;

/// <summary>What <see cref="Lsuv"/> did to one layer.</summary>
/// <param name="Name">The layer's path name.</param>
/// <param name="VarianceBefore">The variance of its output over the batch before its weights were rescaled.</param>
/// <param name="Variance">The variance of its output after.</param>
/// <param name="Scale">What the weights were multiplied by, in all.</param>
/// <param name="Iterations">How often they were; 0 where the variance was in order, or cannot be set.</param>
public sealed record LsuvLayer(string Name, double VarianceBefore, double Variance, double Scale, int Iterations);
