namespace NetGen.Generator.Model;

/// <summary>A table of vectors that token ids choose from.</summary>
internal sealed record EmbeddingModel(string Name, Shape Input, Shape Output, int Vocabulary) : LayerModel("Embedding", Name, Input, Output)
{
    public required InitializerModel TableInit { get; init; }

    /// <summary>How the table comes from what is learned.</summary>
    public WeightScheme Scheme { get; init; }

    /// <summary>What holds for the table beside the loss.</summary>
    public required RegularisationModel Regularisation { get; init; }

    public override bool HasParameters => true;
}
