using NetGen;

namespace ClassicCases.Networks;

/// <summary>Thirty layers, each normalised over the batch before ReLU.</summary>
// That batch normalisation alone makes gradients explode is what this network is here to show.
#pragma warning disable NG1002
[Network(Init = Init.HeNormal, BatchSize = 256), Input(256)]
[Repeat<NormalisedLayer>(30)]
[Dense(10), SoftmaxCrossEntropy]
public partial class BatchNormReLU;
#pragma warning restore NG1002
