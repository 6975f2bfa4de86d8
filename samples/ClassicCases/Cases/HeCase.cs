using NetGen;

namespace ClassicCases.Cases;

/// <summary>He et al. 2015: thirty layers of ReLU learn from He's initial weights and stall from Xavier's.</summary>
internal sealed class HeCase(long seed) : DeepReLUCase(seed, learningRate: 0.003f,
[
    Starting.From("He", learns: true, new InitializerSpec(Init.HeNormal)),
    Starting.From("Xavier", learns: false, new InitializerSpec(Init.XavierNormal)),
])
{
    /// <inheritdoc/>
    public override string Name => "he-2015";

    /// <inheritdoc/>
    public override string Title => "Thirty layers of ReLU (He, Zhang, Ren and Sun 2015)";

    /// <inheritdoc/>
    public override string Lesson =>
        """
        <p>ReLU throws half of its input away. Xavier initialisation does not know that: with it the signal halves at each layer, and after thirty layers a billionth of its variance is left;
        the gradient of every layer is a product of the signal and of what comes back, so all of them are tiny and the network stalls. He initialisation doubles the variance of
        the weights, and the same network learns with the same learning rate. The gradients of the weights are as large in the first layer as in the last in both cases: the <em>ratio</em> tells
        nothing here, the size does.</p>
        """;
}
