namespace NetGen.Tests.Prediction;

/// <summary>Margins, and a batch of another size.</summary>
[Network(BatchSize = 8), Input(20)]
[Dense(64), ReLU]
[Dense(3), Hinge]
public partial class HingeNet;
