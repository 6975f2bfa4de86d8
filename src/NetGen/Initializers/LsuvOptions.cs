namespace NetGen;

/// <summary>Options of <see cref="Lsuv"/>.</summary>
public sealed record LsuvOptions
{
    /// <summary>How far a variance may stay from 1; greater than 0; default 0.01 (the paper's experiments allow 0.1).</summary>
    public double Tolerance { get; init; } = 0.01;

    /// <summary>How often the weights of one layer are rescaled at most; at least 1; default 10.</summary>
    public int MaxIterations { get; init; } = 10;

    /// <summary>Whether the weights are drawn as orthonormal matrices first; otherwise they are taken as they are; default true.</summary>
    public bool Orthonormal { get; init; } = true;

    /// <summary>The seed of the orthonormal matrices; default 1.</summary>
    public long Seed { get; init; } = 1;
}
