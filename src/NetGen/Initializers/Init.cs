namespace NetGen;

/// <summary>
/// How a weight or bias tensor is filled when a network is created. In the formulas, <c>in</c> and <c>out</c> are the
/// tensor's fan-in and fan-out and <c>s</c> is <c>InitScale</c> (default 1).
/// </summary>
public enum Init
{
    /// <summary>
    /// Chosen by the activation that follows the layer: <see cref="HeNormal"/> before the ReLU family,
    /// <see cref="LeCunNormal"/> before SELU, <see cref="XavierUniform"/> otherwise. Biases start at zero.
    /// </summary>
    Auto = 0,

    /// <summary>Every element is 0.</summary>
    Zeros,

    /// <summary>Every element is 1.</summary>
    Ones,

    /// <summary>Every element is <c>s</c>.</summary>
    Constant,

    /// <summary>U(-s, s).</summary>
    Uniform,

    /// <summary>N(0, s²).</summary>
    Normal,

    /// <summary>N(0, s²) with samples outside ±2s drawn again (PyTorch <c>trunc_normal_</c>, limits in units of s).</summary>
    TruncatedNormal,

    /// <summary>U(-a, a), a = s·√(6/(in+out)) (Glorot and Bengio 2010; PyTorch <c>xavier_uniform_</c>).</summary>
    XavierUniform,

    /// <summary>N(0, s²·2/(in+out)) (Glorot and Bengio 2010; PyTorch <c>xavier_normal_</c>).</summary>
    XavierNormal,

    /// <summary>U(-a, a), a = s·√(6/in) (He et al. 2015; PyTorch <c>kaiming_uniform_</c> with gain √2).</summary>
    HeUniform,

    /// <summary>N(0, s²·2/in) (He et al. 2015; PyTorch <c>kaiming_normal_</c> with gain √2).</summary>
    HeNormal,

    /// <summary>U(-a, a), a = s·√(6/out): keeps the variance of the gradient instead of the activation.</summary>
    HeUniformFanOut,

    /// <summary>N(0, s²·2/out): keeps the variance of the gradient instead of the activation.</summary>
    HeNormalFanOut,

    /// <summary>U(-a, a), a = s·√(3/in) (LeCun et al. 1998).</summary>
    LeCunUniform,

    /// <summary>N(0, s²/in) (LeCun et al. 1998; what SELU needs).</summary>
    LeCunNormal,

    /// <summary>
    /// Variance s/fan, with the fan of <c>InitFan</c> and the distribution of <c>InitDistribution</c> (Keras
    /// <c>VarianceScaling</c>: here s scales the variance, not the standard deviation).
    /// </summary>
    VarianceScaling,

    /// <summary>s times a matrix with orthonormal rows or columns (Saxe et al. 2014; PyTorch <c>orthogonal_</c>).</summary>
    Orthogonal,

    /// <summary>s on the diagonal, 0 elsewhere.</summary>
    Identity,

    /// <summary>
    /// s at the centre tap of the kernel where input and output channel agree, 0 elsewhere (PyTorch <c>dirac_</c>); the
    /// same as <see cref="Identity"/> for a dense layer.
    /// </summary>
    Dirac,

    /// <summary>N(0, s²) for a random tenth of each unit's inputs, 0 for the rest (Martens 2010; PyTorch <c>sparse_</c>).</summary>
    Sparse,

    /// <summary>
    /// s times a matrix with orthonormal rows or columns at the centre tap of the kernel, 0 elsewhere: signals of any depth keep
    /// their norm (Xiao et al. 2018, delta-orthogonal); the same as <see cref="Orthogonal"/> for a dense layer.
    /// </summary>
    DeltaOrthogonal,
}
