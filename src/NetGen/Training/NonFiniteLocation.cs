namespace NetGen;

/// <summary>The place of a non-finite value.</summary>
internal readonly record struct NonFiniteLocation(
    NonFinitePlace Kind, LayerInfo? Layer, ParameterInfo? Parameter, int Row, int Column, float Value, int Count);
