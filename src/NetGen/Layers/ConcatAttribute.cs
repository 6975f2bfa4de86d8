namespace NetGen;

/// <summary>
/// Two blocks that read the same, side by side in the last dimension: the features of a vector or a step, the channels of an image
/// (PyTorch <c>cat</c> over channels, Keras <c>Concatenate</c>).
/// </summary>
/// <remarks>The other dimensions of all branches must be equal. Parameters are named by the class of the branch: <c>concat1.narrow.dense1.weight</c>.</remarks>
/// <typeparam name="TFirst">The first branch: a class with <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TSecond">The second branch: a class with <see cref="BlockAttribute"/>.</typeparam>
public sealed class ConcatAttribute<TFirst, TSecond> : LayerAttribute
    where TFirst : class
    where TSecond : class;
