using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>The generated view of a block's parameters; blocks with equal members share one.</summary>
internal sealed record BlockViewPlan(string Name, string About, EquatableArray<PropertyPlan> Members);
