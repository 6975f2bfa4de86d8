namespace NetGen;

/// <summary>One tensor of a <see cref="UpdateSet"/>.</summary>
/// <param name="Index">The index in <see cref="NetworkInfo.Parameters"/>.</param>
/// <param name="Offset">The first float in every buffer; a multiple of 16.</param>
/// <param name="Length">The number of floats, padding included; a multiple of 16.</param>
/// <param name="IsWeight">Whether it is a weight matrix.</param>
internal readonly record struct UpdateSegment(int Index, int Offset, int Length, bool IsWeight);
