using NetGen;

namespace GradientClinic.Networks;

/// <summary><see cref="WideNet"/> with weight normalisation.</summary>
[Network(WeightNorm = true), Input(1000)]
[Dense(100), Tanh]
[Dense(1), Sigmoid, MeanSquaredError]
public partial class WideNetWeightNorm;
