namespace NetGen.Benchmarks.Measurement;

/// <summary>What the first step of training gave; tensors in the order and layout of NetGen's parameters, without padding.</summary>
/// <param name="Loss">The loss of the batch.</param>
/// <param name="Gradients">The gradient of each tensor.</param>
/// <param name="Parameters">Each tensor after Adam's update.</param>
internal sealed record FirstStep(double Loss, float[][] Gradients, float[][] Parameters);
