namespace NetGen;

/// <summary>
/// Takes the last step of a sequence: [batch, steps, features] to [batch, features]. Where the network declares
/// <see cref="PaddingAttribute"/>, the last one of each sample that is not padding.
/// </summary>
/// <remarks>The gradient of the other steps is zero. A recurrent layer without <c>Sequences</c> does the same at no cost.</remarks>
public sealed class LastStepAttribute : LayerAttribute;
