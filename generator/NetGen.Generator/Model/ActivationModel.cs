using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Model;

/// <summary>An activation with the values of its attribute's arguments, in the order its definition names them.</summary>
internal sealed record ActivationModel(string Kind, string Name, Shape Input, EquatableArray<float> Arguments, string? CustomType)
    : LayerModel(Kind, Name, Input, Input)
{
    /// <summary>A PReLU learns its slope.</summary>
    public override bool HasParameters => Kind == "PReLU";
}
