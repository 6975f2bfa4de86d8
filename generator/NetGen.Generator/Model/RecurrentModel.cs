namespace NetGen.Generator.Model;

/// <summary>A recurrent layer.</summary>
internal sealed record RecurrentModel(string Kind, string Name, Shape Input, Shape Output, int Units) : LayerModel(Kind, Name, Input, Output)
{
    public bool Sequences { get; init; }

    public bool Bidirectional { get; init; }

    /// <summary>Where the gradient is cut, or 0.</summary>
    public int Truncate { get; init; }

    /// <summary>Of a simple layer: max(0, .) instead of tanh.</summary>
    public bool Rectify { get; init; }

    public bool Bias { get; init; }

    public required InitializerModel WeightInit { get; init; }

    public required InitializerModel RecurrentInit { get; init; }

    public GateBiasModel? GateBias { get; init; }

    /// <summary>How both kinds of weights come from what is learned.</summary>
    public WeightScheme Scheme { get; init; }

    /// <summary>What holds for both kinds of weights beside the loss.</summary>
    public required RegularisationModel Regularisation { get; init; }

    public int Steps => Input.Dims[0];

    public int Features => Input.Channels;

    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>The matrices of weights for the input, and for the state.</summary>
    public int Gates => Kind == "LSTM" ? 4 : Kind == "GRU" ? 3 : 1;

    /// <summary>The blocks of a row that a step keeps from the forward to the backward pass.</summary>
    public int Blocks => Kind == "SimpleRNN" ? 1 : 4;

    public override bool HasParameters => true;
}
