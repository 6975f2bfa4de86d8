namespace NetGen;

/// <summary>The distribution that a variance-scaling initializer draws from.</summary>
public enum Distribution
{
    /// <summary>Normal.</summary>
    Normal = 0,

    /// <summary>Normal, drawn again outside two standard deviations, rescaled so that the variance is exact.</summary>
    TruncatedNormal,

    /// <summary>Uniform, symmetric about zero.</summary>
    Uniform,
}
