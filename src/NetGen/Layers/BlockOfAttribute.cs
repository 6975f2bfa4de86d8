namespace NetGen;

/// <summary>The layers of a block, with parameters of their own. They are named by path: <c>block1.dense1.weight</c>.</summary>
/// <typeparam name="TBlock">A class with <see cref="BlockAttribute"/>.</typeparam>
public sealed class BlockAttribute<TBlock> : LayerAttribute
    where TBlock : class;
