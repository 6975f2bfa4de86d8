namespace NetGen;

/// <summary>What the biases of one gate of a recurrent layer start at; those of the other gates start as the initializer says.</summary>
/// <param name="Gate">The gate, as the row of the bias.</param>
/// <param name="Value">The value that all start at, where <paramref name="Chrono"/> is 0.</param>
/// <param name="Chrono">T of chrono initialisation (Tallec and Ollivier 2018): ln U(1, T-1) instead of the value.</param>
/// <param name="Opposite">With chrono initialisation, the gate whose biases start at the negatives.</param>
public sealed record GateBias(int Gate, float Value, int Chrono = 0, int Opposite = 0);
