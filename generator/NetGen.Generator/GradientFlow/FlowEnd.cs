namespace NetGen.Generator.GradientFlow;

/// <summary>What a loss is computed from.</summary>
/// <param name="Kind">The kind of the last activation, or null.</param>
/// <param name="Function">The activations behind the last z as one function, or null where the last is none of one number.</param>
/// <param name="Outputs">The outputs, at each position.</param>
internal sealed record FlowEnd(string? Kind, ScalarFunction? Function, int Outputs);
