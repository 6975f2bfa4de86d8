namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>One layer of one network of the validation.</summary>
/// <param name="Activation">The hidden activation.</param>
/// <param name="Init">The initializer of all weights.</param>
/// <param name="Depth">The number of layers with weights.</param>
/// <param name="Width">The units of each hidden layer.</param>
/// <param name="Layer">The layer, from 1.</param>
/// <param name="Predicted">The predicted norm of the weights' gradient.</param>
/// <param name="Measured">The geometric mean of what was measured.</param>
/// <param name="Inside">The share of single networks inside the interval of 1.96 deviations.</param>
/// <param name="Holds">Whether the predictor stands by its number.</param>
internal sealed record FlowRow(
    string Activation, string Init, int Depth, int Width, int Layer, double Predicted, double Measured, double Inside, bool Holds)
{
    /// <summary>How far off the prediction is, in decades.</summary>
    public double Error => Math.Abs(Math.Log10(Measured / Predicted));
}
