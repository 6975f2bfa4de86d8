namespace NetGen;

/// <summary>
/// Makes a class a block: layers that networks and other blocks use as one, with <see cref="BlockAttribute{TBlock}"/>,
/// <see cref="ResidualAttribute{TBlock}"/>, <see cref="RepeatAttribute{TBlock}"/>, <c>Concat</c> and <c>Sum</c>. Its attributes
/// are layers as those of a network are; input and loss are the network's. Nothing is generated for the class itself, which
/// need not be partial.
/// </summary>
/// <example>
/// <code>
/// [Block]
/// [Dense(64), ReLU]
/// [Dense(64)]
/// class Hidden;
///
/// [Network, Input(32)]
/// [Dense(64)]
/// [Repeat&lt;Step&gt;(30, Name = "steps")]
/// [Dense(10), SoftmaxCrossEntropy]
/// public partial class Deep;
///
/// [Block]
/// [Residual&lt;Hidden&gt;]
/// class Step;
/// </code>
/// </example>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BlockAttribute : Attribute;
