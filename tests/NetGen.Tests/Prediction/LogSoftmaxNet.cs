namespace NetGen.Tests.Prediction;

/// <summary>Kullback-Leibler divergence behind a log-softmax, truncated normal weights.</summary>
[Network(Init = Init.TruncatedNormal, InitScale = 0.3f), Input(20)]
[Dense(64), ELU]
[Dense(5), LogSoftmax, KLDivergence]
public partial class LogSoftmaxNet;
