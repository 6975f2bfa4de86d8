namespace NetGen.Generator.Planning;

/// <summary>Rows of values in memory: the user's input, or a part of the workspace.</summary>
/// <param name="Name">The local that refers to it in generated code.</param>
/// <param name="Columns">The values of a row.</param>
/// <param name="Stride">The floats from row to row: columns rounded up to 16, except for the user's input.</param>
/// <param name="Offset">The floats a row of what lies before it in the workspace.</param>
/// <param name="Space">Where it lies.</param>
internal sealed record BufferPlan(string Name, int Columns, int Stride, int Offset, BufferSpace Space);

internal enum BufferSpace
{
    /// <summary>The span that the user passes.</summary>
    Input,

    /// <summary>Activations, kept from the forward to the backward pass.</summary>
    Activations,

    /// <summary>Gradients of activations; two places that take turns.</summary>
    Gradients,
}
