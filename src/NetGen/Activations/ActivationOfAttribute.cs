namespace NetGen;

/// <summary>An element-wise activation of one's own.</summary>
/// <typeparam name="TActivation">A struct with the function and its derivative.</typeparam>
public sealed class ActivationAttribute<TActivation> : LayerAttribute
    where TActivation : struct, IActivation;
