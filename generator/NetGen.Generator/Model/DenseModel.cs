namespace NetGen.Generator.Model;

/// <summary>A dense layer; on a sequence or an image it acts on the last dimension, at every position.</summary>
internal sealed record DenseModel(string Name, Shape Input, Shape Output) : LayerModel("Dense", Name, Input, Output), IRegularised
{
    /// <summary>The rows of the weight matrix.</summary>
    public int Features => Input.Channels;

    /// <summary>The columns of the weight matrix.</summary>
    public int Units => Output.Channels;

    public required InitializerModel WeightInit { get; init; }

    public required InitializerModel BiasInit { get; init; }

    public required bool Bias { get; init; }

    public required WeightScheme Scheme { get; init; }

    public required float L1 { get; init; }

    public required float L2 { get; init; }

    public required Constraint Constraint { get; init; }

    public required float ConstraintLimit { get; init; }

    public override bool HasParameters => true;
}
