namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>An architecture of the validation: 20 inputs, hidden layers of one width and activation, 10 classes.</summary>
/// <param name="Activation">The attribute of the activation, or several with commas.</param>
/// <param name="Width">The units of each hidden layer.</param>
/// <param name="Depth">The number of layers with weights.</param>
internal sealed record FlowCell(string Activation, int Width, int Depth)
{
    public const int Inputs = 20;
    public const int Classes = 10;

    /// <summary>Blocks and attributes of another architecture, on lines of their own; the output layer is added.</summary>
    public string? Own { get; init; }

    /// <summary>The name of the class.</summary>
    public string Name => $"{string.Concat(Activation.Where(char.IsLetterOrDigit))}_{Width}_{Depth}";

    public string Declaration => Own is not null
        ? $"{Own}\n[Dense({Classes}), SoftmaxCrossEntropy]\npublic partial class {Name};\n"
        : $"[Network, Input({Inputs})]\n"
        + string.Concat(Enumerable.Repeat($"[Dense({Width}), {Activation}]\n", Depth - 1))
        + $"[Dense({Classes}), SoftmaxCrossEntropy]\npublic partial class {Name};\n";
}
