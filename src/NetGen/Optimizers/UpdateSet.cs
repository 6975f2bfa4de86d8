namespace NetGen;

/// <summary>Tensors that share their settings, and so the constants of one step's update rule.</summary>
/// <param name="LearningRateScale">Multiplies the optimizer's learning rate; 0 freezes the tensors.</param>
/// <param name="WeightDecay">The decay that holds for them.</param>
/// <param name="Segments">The tensors in the order of the buffer.</param>
internal sealed record UpdateSet(float LearningRateScale, float WeightDecay, UpdateSegment[] Segments);
