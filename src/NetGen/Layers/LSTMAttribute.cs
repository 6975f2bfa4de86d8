namespace NetGen;

/// <summary>
/// A long short-term memory layer (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000; PyTorch <c>LSTM</c> with its two
/// biases in one): with z = x·W + h'·U + b, <c>i = σ(z₀), f = σ(z₁), g = tanh(z₂), o = σ(z₃); c = f·c' + i·g; h = o·tanh(c)</c>.
/// </summary>
/// <remarks>
/// <para>
/// The gates are in PyTorch's order: input, forget, candidate, output. W is [features, 4, units], U [units, 4, units], b [4, units].
/// </para>
/// <para>Parameters: 4·(features·units + units² + units). Floating-point operations of a step: 8·(features + units)·units.</para>
/// </remarks>
/// <example><code>
/// [Network, Input(28, 28)]
/// [LSTM(64, Sequences = true), LSTM(64)]
/// [Dense(10), SoftmaxCrossEntropy]
/// public partial class RowByRow;
/// </code></example>
/// <param name="units">The size of the state; at least 1.</param>
public sealed class LSTMAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>
    /// The value that the biases of the forget gate start at (Jozefowicz et al. 2015): the memory keeps σ(value) of itself each step, so that
    /// 1 keeps .73. ln(T-1) keeps 1/e over T steps. Default 1; PyTorch starts near 0.
    /// </summary>
    public float ForgetBias { get; set; } = 1f;

    /// <summary>
    /// Chrono initialisation (Tallec and Ollivier 2018): for dependencies of up to this many steps, the biases of the forget gate start at
    /// ln U(1, T-1) and those of the input gate at their negatives, so that units remember for different times. At least 3; 0 (the
    /// default) for <see cref="ForgetBias"/>.
    /// </summary>
    public int Chrono { get; set; }
}
