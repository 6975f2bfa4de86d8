namespace NetGen;

/// <summary>
/// A transformer block that normalises first (pre-LN; Vaswani et al. 2017, Xiong et al. 2020; PyTorch <c>TransformerEncoderLayer</c> with
/// <c>norm_first=True</c>): <c>h = x + MHA(LN(x))</c>, then <c>y = h + W2·f(W1·LN(h) + b1) + b2</c>.
/// </summary>
/// <remarks>
/// <para>
/// Shapes: [batch, steps, features] in and out. The block is written out into its layers, with parameters under its path:
/// <c>norm1</c>, <c>attention</c> (<see cref="MultiHeadAttentionAttribute"/>), <c>norm2</c>, <c>dense1</c> and <c>dense2</c>, such as
/// <c>net.Transformerblock1.Attention.Weight</c>. Options that it does not have are those of the network. Where the network declares
/// <see cref="PaddingAttribute"/>, attention does not see padding.
/// </para>
/// <para>
/// The gradient reaches x unchanged beside what comes through both branches, so that deep stacks train without a warm-up of the
/// learning rate. A <see cref="LayerNormAttribute"/> behind the last block completes a stack, whose signal grows from block to block.
/// </para>
/// <para>Parameters: 4·(features² + features) + 2·features·hidden + hidden + 5·features.</para>
/// </remarks>
/// <example><code>
/// [Block, TransformerBlock(4, 128, Causal = true)]
/// class Layer;
///
/// [Network, Input(64)]
/// [Embedding(65, 32), PositionalEncoding]
/// [Repeat&lt;Layer&gt;(4), LayerNorm]
/// [Dense(65), SoftmaxCrossEntropy]
/// public partial class Writer;
/// </code></example>
/// <param name="heads">The number of heads; divides the features.</param>
/// <param name="hidden">The units between the dense layers, as a rule four times the features; at least 1.</param>
public sealed class TransformerBlockAttribute(int heads, int hidden) : LayerAttribute
{
    /// <summary>The number of heads.</summary>
    public int Heads { get; } = heads;

    /// <summary>The units between the dense layers.</summary>
    public int Hidden { get; } = hidden;

    /// <summary>Lets a step attend to itself and the steps before it only; default false.</summary>
    public bool Causal { get; set; }

    /// <summary>
    /// The rate of dropout behind the attention, behind the activation and behind the second dense layer, in training; default 0. (PyTorch's
    /// layer drops attention weights at the same rate, and has 0.1 as its default.)
    /// </summary>
    public float Dropout { get; set; }

    /// <summary>
    /// The rate at which training drops attention weights (<see cref="MultiHeadAttentionAttribute.Dropout"/>); at least 0 and less than 1;
    /// default 0.
    /// </summary>
    public float AttentionDropout { get; set; }

    /// <summary>f; default <see cref="FeedForwardActivation.ReLU"/>, as in PyTorch.</summary>
    public FeedForwardActivation Activation { get; set; }

    /// <summary>ε of both normalisations; greater than 0; default 1e-5.</summary>
    public float Epsilon { get; set; } = 1e-5f;

    /// <summary>Whether attention and dense layers have biases; default true.</summary>
    public bool Bias { get; set; } = true;
}
