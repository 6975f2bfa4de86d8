namespace NetGen.Tests.Prediction;

/// <summary>Huber's loss, inputs that are not centred.</summary>
[Network, Input(20, Mean = 1, Std = 0.5f)]
[Dense(64), GELU]
[Dense(3), Huber(1)]
public partial class HuberNet;
