namespace NetGen.Generator.Model;

/// <summary>A table of vectors that token ids choose from.</summary>
internal sealed record EmbeddingModel(string Name, Shape Input, Shape Output, int Vocabulary) : LayerModel("Embedding", Name, Input, Output), IRegularised
{
    public required InitializerModel TableInit { get; init; }

    /// <summary>How the table comes from what is learned.</summary>
    public WeightScheme Scheme { get; init; }

    public float L1 => 0;

    public float L2 { get; init; }

    public Constraint Constraint => Constraint.None;

    public float ConstraintLimit => 0;

    public override bool HasParameters => true;
}
