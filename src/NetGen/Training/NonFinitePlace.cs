namespace NetGen;

/// <summary>Where a non-finite value was found.</summary>
internal enum NonFinitePlace
{
    Loss = 0,
    Activation,
    Gradient,
    ParameterBefore,
    ParameterAfter,
}
