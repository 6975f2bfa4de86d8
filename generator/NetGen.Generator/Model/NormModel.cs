namespace NetGen.Generator.Model;

/// <summary>A normalisation: of channels over the batch, of positions, or of groups of channels.</summary>
internal sealed record NormModel(string Kind, string Name, Shape Input) : LayerModel(Kind, Name, Input, Input)
{
    public required float Epsilon { get; init; }

    public required bool Gain { get; init; }

    public required bool Bias { get; init; }

    /// <summary>How far running statistics move; 0 for a layer without.</summary>
    public float Momentum { get; init; }

    /// <summary>The groups of a group or instance normalisation; they divide the channels.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Whether predictions fold the layer into the one before.</summary>
    public bool Fold { get; init; }

    public override bool HasParameters => Gain || Bias;
}
