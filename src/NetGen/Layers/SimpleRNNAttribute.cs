namespace NetGen;

/// <summary>
/// A simple recurrent layer (Elman 1990; PyTorch <c>RNN</c> with its two biases in one): <c>h = tanh(x·W + h'·U + b)</c> with x
/// [batch, features], W [features, units], U [units, units], b [units] and h' the state of the step before.
/// </summary>
/// <remarks>
/// <para>
/// Its gradient shrinks or grows by a constant factor a step: use it for short sequences, with <c>RecurrentInit = Init.Orthogonal</c>, or as
/// an IRNN (Le et al. 2015: <c>Activation = RecurrentActivation.ReLU, RecurrentInit = Init.Identity</c>); otherwise <see cref="LSTMAttribute"/>
/// or <see cref="GRUAttribute"/>.
/// </para>
/// <para>Parameters: features·units + units² + units. Floating-point operations of a step: 2·(features + units)·units.</para>
/// </remarks>
/// <example><code>
/// [Network, Input(100, 2)]
/// [SimpleRNN(48, Activation = RecurrentActivation.ReLU, RecurrentInit = Init.Identity)]
/// [Dense(1), MeanSquaredError]
/// public partial class Adder;
/// </code></example>
/// <param name="units">The size of the state; at least 1.</param>
public sealed class SimpleRNNAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>The activation; default <see cref="RecurrentActivation.Tanh"/>.</summary>
    public RecurrentActivation Activation { get; set; }
}
