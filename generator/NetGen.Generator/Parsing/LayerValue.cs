using NetGen.Generator.Model;

namespace NetGen.Generator.Parsing;

/// <summary>What a layer reads: the output of another by its index, -1 for the network's input, and its shape.</summary>
internal sealed record LayerValue(int Source, Shape Shape);
