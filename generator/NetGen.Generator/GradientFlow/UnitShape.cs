namespace NetGen.Generator.GradientFlow;

/// <summary>What a cell has, as a walk needs to know it.</summary>
/// <param name="Processes">Gaussian processes: whether they come from the input and from the state, and the gates of that kind.</param>
/// <param name="Gates">Gates whose gradient is a multiple of the memory's: 1 or 3.</param>
/// <param name="HasApart">Whether the last of them is not the same to the input's weights and to the state's.</param>
/// <param name="HasMixed">Whether two gates of a unit can go together: the candidate and the gate that lets it in.</param>
/// <param name="HasEntries">Whether the memory is another value than the state.</param>
/// <param name="HasOutput">Whether a gate gets its gradient from the state rather than the memory.</param>
/// <param name="IsOdd">Whether the state changes its sign with one of the gates.</param>
/// <param name="Cosines">The pairs of gates that the state is a product of.</param>
internal sealed record UnitShape(
    (bool FromInput, bool FromState, int Gates)[] Processes, int Gates, bool HasApart, bool HasMixed, bool HasEntries, bool HasOutput, bool IsOdd, int Cosines);
