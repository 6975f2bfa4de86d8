namespace NetGen.Generator.Model;

/// <summary>What the biases of one gate start at: a value, or with chrono initialisation logarithms of times up to it, and their negatives in another gate.</summary>
internal sealed record GateBiasModel(int Gate, float Value, int Chrono, int Opposite);
