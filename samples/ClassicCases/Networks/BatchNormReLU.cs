using NetGen;

namespace ClassicCases.Networks;

/// <summary>Thirty layers, each normalised over the batch before ReLU.</summary>
[Network(Init = Init.HeNormal, BatchSize = 256), Input(256)]
[Repeat<NormalisedLayer>(30)]
[Dense(10), SoftmaxCrossEntropy]
public partial class BatchNormReLU;
