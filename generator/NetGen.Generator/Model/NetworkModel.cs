using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Model;

/// <summary>A parsed network: names and numbers only, equal when the declarations mean the same.</summary>
internal sealed record NetworkModel
{
    /// <summary>The namespace, or empty.</summary>
    public required string Namespace { get; init; }

    /// <summary>The declarations of the containing types, outermost first, such as <c>partial class Outer</c>.</summary>
    public required EquatableArray<string> Containers { get; init; }

    /// <summary>The class's name without escape.</summary>
    public required string Name { get; init; }

    /// <summary>The class as code refers to it: <c>global::App.Net</c>.</summary>
    public required string QualifiedName { get; init; }

    /// <summary>Namespace, containing types and name, unique in the assembly.</summary>
    public required string MetadataName { get; init; }

    /// <summary>The class of the views of its blocks, among the generated types.</summary>
    public string BlocksClass => Text.Mangle(MetadataName) + "_Blocks";

    /// <summary>What the generated files' names start with.</summary>
    public required string HintName { get; init; }

    /// <summary>The shape of one sample.</summary>
    public required Shape Input { get; init; }

    /// <summary>The value of steps that are padding, where the network declares it.</summary>
    public float? Padding { get; init; }

    public required EquatableArray<LayerModel> Layers { get; init; }

    public required LossModel? Loss { get; init; }

    public required Instrumentation Instrumentation { get; init; }

    /// <summary>What the prediction of the gradient flow takes for granted.</summary>
    public TrainingAssumptions Assumptions { get; init; } = TrainingAssumptions.Default;

    /// <summary>
    /// The ids of the errors in the declaration. Such a network gets its face only, with bodies that throw, so that the
    /// code that uses it is not buried under follow-up errors.
    /// </summary>
    public required EquatableArray<string> Errors { get; init; }

    /// <summary>The shape of what is predicted for one sample.</summary>
    public Shape Output => Layers.Count > 0 ? Layers[Layers.Count - 1].Output : Input;

    public int Inputs => Input.Size;

    public int Outputs => Output.Size;
}
