using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>
/// Values of a batch in memory: the user's input, or a part of the workspace. A sample is as many rows as its shape has
/// positions, each of as many floats as it has channels, so that the whole batch is one matrix.
/// </summary>
/// <param name="Name">The local that refers to it in generated code.</param>
/// <param name="Shape">The shape of a sample.</param>
/// <param name="Stride">The floats from row to row: channels rounded up to 16, or 8 (<see cref="CompactRows"/>), except for the user's input.</param>
/// <param name="Offset">The floats a row of batch of what lies before it in the workspace.</param>
/// <param name="Space">Where it lies.</param>
internal sealed record BufferPlan(string Name, Shape Shape, int Stride, int Offset, BufferSpace Space)
{
    /// <summary>The values of a row.</summary>
    public int Columns => Shape.Channels;

    /// <summary>The rows of a sample.</summary>
    public int Positions => Shape.Positions;

    /// <summary>The floats of a sample, padding included.</summary>
    public int PerRow => Positions * Stride;
}
