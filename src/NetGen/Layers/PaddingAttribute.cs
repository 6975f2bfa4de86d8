namespace NetGen;

/// <summary>
/// Says that samples have lengths of their own: the steps at the end of a sample of which all features are <paramref name="value"/> are
/// padding. It applies to all sequences of the network that have as many steps as its input.
/// </summary>
/// <remarks>
/// <para>
/// Recurrent layers stop at the end of each sample: their output is zero past it (as that of a packed sequence in PyTorch), the last output
/// is that of the sample's last step, and walking backward starts there. Attention does not see padding, <see cref="LastStepAttribute"/>
/// takes the last real step, <see cref="GlobalAveragePoolAttribute"/> and <see cref="GlobalMaxPoolAttribute"/> the real steps only. A step in the middle of a sample is real whatever it holds. What acts on each step by itself, such as a dense
/// layer, acts on padding too.
/// </para>
/// <para>Choose a value that no real step consists of: for tokens a token of its own, otherwise a number out of the range of the data.</para>
/// </remarks>
/// <param name="value">A finite number; default 0.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class PaddingAttribute(float value = 0f) : Attribute
{
    /// <summary>The value of all features of a step that is padding.</summary>
    public float Value { get; } = value;
}
