using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>One call that computes what several forward steps compute, for a batch of a single row.</summary>
/// <param name="Comment">What it computes in words.</param>
/// <param name="Method">The method.</param>
/// <param name="Arguments">What it is given.</param>
internal sealed record ChainPlan(string Comment, string Method, EquatableArray<Argument> Arguments);
