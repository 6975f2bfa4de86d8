namespace NetGen;

/// <summary>Four blocks that read the same, added up (Keras <c>Add</c>).</summary>
/// <remarks>The shapes of all branches must be equal. Parameters are named by the class of the branch: <c>sum1.narrow.dense1.weight</c>.</remarks>
/// <typeparam name="TFirst">The first branch: a class with <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TSecond">The second branch: a class with <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TThird">The third branch: a class with <see cref="BlockAttribute"/>.</typeparam>
/// <typeparam name="TFourth">The fourth branch: a class with <see cref="BlockAttribute"/>.</typeparam>
public sealed class SumAttribute<TFirst, TSecond, TThird, TFourth> : LayerAttribute
    where TFirst : class
    where TSecond : class
    where TThird : class
    where TFourth : class;
