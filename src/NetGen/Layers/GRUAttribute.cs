namespace NetGen;

/// <summary>
/// A gated recurrent layer (Cho et al. 2014; PyTorch <c>GRU</c>, which resets after the recurrent product): with a = x·W + b and
/// u = h'·U + c, <c>r = σ(a₀ + u₀), z = σ(a₁ + u₁), n = tanh(a₂ + r·u₂); h = (1 - z)·n + z·h'</c>.
/// </summary>
/// <remarks>
/// <para>
/// The gates are in PyTorch's order: reset, update, candidate. W is [features, 3, units], U [units, 3, units], both biases [3, units].
/// </para>
/// <para>Parameters: 3·(features·units + units² + 2·units). Floating-point operations of a step: 6·(features + units)·units.</para>
/// </remarks>
/// <param name="units">The size of the state; at least 1.</param>
public sealed class GRUAttribute(int units) : RecurrentAttribute(units)
{
    /// <summary>
    /// The value that the biases of the update gate start at: the state keeps σ(value) of itself each step; default 0, as in PyTorch.
    /// </summary>
    public float UpdateBias { get; set; }
}
