namespace NetGen.Generator.Planning;

/// <summary>The places where values of a batch lie.</summary>
internal enum BufferSpace
{
    /// <summary>The span that the user passes.</summary>
    Input,

    /// <summary>Kept from the forward to the backward pass.</summary>
    Activations,

    /// <summary>Needed by the forward steps of one layer only; behind the activations.</summary>
    Temporary,

    /// <summary>Carried from one step of a stream to the next, in the caller's state.</summary>
    Carried,

    /// <summary>Gradients of activations, and what the backward steps of one layer need; behind all others.</summary>
    Gradients,
}
