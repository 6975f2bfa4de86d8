namespace NetGen;

/// <summary>The mean over batch and outputs of a loss of one's own.</summary>
/// <typeparam name="TLoss">A struct with the loss and its derivative.</typeparam>
public sealed class LossAttribute<TLoss> : LossAttribute
    where TLoss : struct, ILoss;
