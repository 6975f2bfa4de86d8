namespace NetGen.Tests.Prediction;

/// <summary>Absolute errors of standardised targets, summed over the outputs.</summary>
[Network, Input(20)]
[Dense(64), SELU]
[Dense(3), MeanAbsoluteError(Reduction = Reduction.BatchMean)]
public partial class AbsoluteNet;
