namespace NetGen.Generator.Model;

/// <summary>Self-attention of several heads.</summary>
internal sealed record MultiHeadAttentionModel(string Name, Shape Input, int Heads, bool Causal, bool Bias, InitializerModel Init)
    : LayerModel("MultiHeadAttention", Name, Input, Input)
{
    public int Steps => Input.Dims[0];

    public int Features => Input.Channels;

    public int HeadWidth => Features / Heads;

    /// <summary>The rate at which training drops attention weights.</summary>
    public float Dropout { get; init; }

    /// <summary>How projection and output matrix come from what is learned.</summary>
    public WeightScheme Scheme { get; init; }

    /// <summary>What holds for projection and output matrix beside the loss.</summary>
    public required RegularisationModel Regularisation { get; init; }

    public override bool HasParameters => true;
}
