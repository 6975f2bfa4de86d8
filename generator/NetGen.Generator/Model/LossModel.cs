using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Model;

internal sealed record LossModel(string Kind, Reduction Reduction, EquatableArray<float> Arguments, string? CustomType);
