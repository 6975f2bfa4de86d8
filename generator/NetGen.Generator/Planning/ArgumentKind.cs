namespace NetGen.Generator.Planning;

/// <summary>What an argument of a step refers to.</summary>
internal enum ArgumentKind
{
    /// <summary>Printed as it stands.</summary>
    Text,

    /// <summary>Values of the batch.</summary>
    Buffer,

    /// <summary>A parameter tensor.</summary>
    Parameter,

    /// <summary>The gradient of a parameter tensor.</summary>
    Gradient,

    /// <summary>Persistent values that are not learned.</summary>
    State,

    /// <summary>Weights in effect that are computed from other parameters.</summary>
    Derived,

    /// <summary>Fixed memory for one step.</summary>
    Scratch,

    /// <summary>What is measured of a parameter's gradient.</summary>
    Statistics,

    /// <summary>The norms of the gradient at the steps of a recurrent layer.</summary>
    StepNorms,

    /// <summary>The part of a weight's gradient that a thread computes.</summary>
    Share,

    /// <summary>No reference.</summary>
    Null,
}
