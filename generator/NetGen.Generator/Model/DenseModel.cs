namespace NetGen.Generator.Model;

internal sealed record DenseModel(string Name, int Inputs, int Outputs) : LayerModel("Dense", Name, Inputs, Outputs)
{
    public required InitializerModel WeightInit { get; init; }

    public required InitializerModel BiasInit { get; init; }

    public required bool Bias { get; init; }

    public required bool WeightNorm { get; init; }

    public required float L1 { get; init; }

    public required float L2 { get; init; }

    public required Constraint Constraint { get; init; }

    public required float ConstraintLimit { get; init; }

    public override bool HasParameters => true;
}
