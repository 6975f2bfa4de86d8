namespace NetGen.Generator.Model;

/// <summary>A convolution in any form.</summary>
/// <param name="Kind">The attribute's name without its suffix.</param>
/// <param name="Name">The path name.</param>
/// <param name="Input">The shape of a sample in.</param>
/// <param name="Output">The shape of a sample out.</param>
/// <param name="Window">How the window slides over the input; of a transposed convolution, over its output.</param>
/// <param name="Groups">The groups of channels and filters.</param>
/// <param name="Weights">The weights.</param>
internal sealed record ConvolutionModel(string Kind, string Name, Shape Input, Shape Output, WindowModel Window, int Groups, WeightModel Weights)
    : LayerModel(Kind, Name, Input, Output)
{
    public bool IsTransposed { get; init; }

    /// <summary>The depthwise filters of each channel in a separable convolution; 0 for any other.</summary>
    public int Multiplier { get; init; }

    public bool IsSeparable => Multiplier > 0;

    public int Channels => Input.Channels;

    public int Filters => Output.Channels;

    /// <summary>The rows of the weight matrix: the weights of a filter.</summary>
    public int Rows => IsSeparable ? Channels * Multiplier : Window.Taps * (Channels / Groups);

    /// <summary>The shape between the two convolutions of a separable one.</summary>
    public Shape Between => Output.WithChannels(Channels * Multiplier);

    /// <summary>Whether every group fills whole vectors, or there is only one.</summary>
    public bool HasWideGroups => Groups == 1 || (Channels / Groups % 16 == 0 && Filters / Groups % 16 == 0);

    public override bool HasParameters => true;
}
