using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Model;

/// <summary>An activation with the values of its attribute's arguments, in the order its definition names them.</summary>
internal sealed record ActivationModel(string Kind, string Name, int Inputs, EquatableArray<float> Arguments, string? CustomType)
    : LayerModel(Kind, Name, Inputs, Inputs)
{
    /// <summary>A PReLU learns its slope.</summary>
    public override bool HasParameters => Kind == "PReLU";
}
