namespace NetGen.Tests.Training;

/// <summary><see cref="PlaneNet"/> without instrumentation.</summary>
[Network(Instrument = Instrumentation.Off), Input(2)]
[Dense(20), Tanh]
[Dense(20), ReLU]
[Dense(3), SoftmaxCrossEntropy]
public partial class UnmeasuredPlaneNet;
