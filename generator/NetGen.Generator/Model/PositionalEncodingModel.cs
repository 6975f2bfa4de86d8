namespace NetGen.Generator.Model;

/// <summary>What is added to each step of a sequence, learned or computed.</summary>
internal sealed record PositionalEncodingModel(string Name, Shape Input, bool Learned, float InitScale) : LayerModel("PositionalEncoding", Name, Input, Input)
{
    /// <summary>What holds for learned positions beside the loss.</summary>
    public required RegularisationModel Regularisation { get; init; }

    public override bool HasParameters => Learned;
}
