namespace NetGen.Generator.GradientFlow;

/// <summary>What a cell has, as a walk needs to know it.</summary>
/// <param name="Processes">Gaussian processes: whether they come from the input and from the state, and the gates of that kind.</param>
/// <param name="Slopes">Gates whose gradient is a multiple of the memory's; the last two before those mixed are one as the input's and as the state's weights see it, where <see cref="Apart"/>.</param>
/// <param name="Apart">1 where one gate is not the same to both kinds of weights, otherwise 0.</param>
/// <param name="Mixed">1 where the last of the slopes is that of the memory by the candidate and the gate that lets it in, both, otherwise 0.</param>
/// <param name="HasEntries">Whether the memory is another value than the state.</param>
/// <param name="HasOutput">Whether a gate gets its gradient from the state rather than the memory.</param>
/// <param name="IsOdd">Whether the state changes its sign with one of the gates.</param>
/// <param name="Cosines">The pairs of gates that the state is a product of.</param>
internal sealed record UnitShape((bool FromInput, bool FromState, int Gates)[] Processes, int Slopes, int Apart, int Mixed, bool HasEntries, bool HasOutput, bool IsOdd, int Cosines);
