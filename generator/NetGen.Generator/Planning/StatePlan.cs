namespace NetGen.Generator.Planning;

/// <summary>Persistent values of a layer that are not learned, such as running statistics, and their place among all of them.</summary>
internal sealed record StatePlan(string Name, int Index, int Layer, int Columns, int Stride, int Offset, float InitialValue);
