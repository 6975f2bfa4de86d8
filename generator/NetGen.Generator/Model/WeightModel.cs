namespace NetGen.Generator.Model;

/// <summary>How a layer's weights and biases start, and what holds for them beside the loss.</summary>
internal sealed record WeightModel : IRegularised
{
    public required InitializerModel WeightInit { get; init; }

    public required InitializerModel BiasInit { get; init; }

    public required bool Bias { get; init; }

    public required WeightScheme Scheme { get; init; }

    public required float L1 { get; init; }

    public required float L2 { get; init; }

    public required Constraint Constraint { get; init; }

    public required float ConstraintLimit { get; init; }
}
