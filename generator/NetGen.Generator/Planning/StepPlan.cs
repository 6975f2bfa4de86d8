using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>One call of a pass: what it computes in words, the method, and what it is given.</summary>
internal sealed record StepPlan(string Comment, string Method, EquatableArray<Argument> Arguments);

/// <summary>What a step is given.</summary>
/// <param name="Kind">What the value refers to.</param>
/// <param name="Value">A name or a literal.</param>
/// <param name="Offset">The float it starts at, for parameters, gradients and memory that is needed once.</param>
internal sealed record Argument(ArgumentKind Kind, string Value, int Offset)
{
    public static Argument Ref(BufferPlan buffer) => new(ArgumentKind.Buffer, buffer.Name, 0);

    public static Argument Parameter(ParameterPlan parameter) => new(ArgumentKind.Parameter, parameter.Name, parameter.Offset);

    public static Argument Gradient(ParameterPlan parameter) => new(ArgumentKind.Gradient, parameter.Name, parameter.Offset);

    public static Argument Derived(int offset) => new(ArgumentKind.Derived, "derived", offset);

    public static Argument Statistics(ParameterPlan parameter) => new(ArgumentKind.Statistics, parameter.Name, parameter.Index);

    public static Argument Transposed { get; } = new(ArgumentKind.Transposed, "transposed", 0);

    public static Argument Null { get; } = new(ArgumentKind.Null, "", 0);

    public static Argument Text(string text) => new(ArgumentKind.Text, text, 0);
}

internal enum ArgumentKind
{
    Text,
    Buffer,
    Parameter,
    Gradient,
    Derived,
    Transposed,
    Statistics,
    Null,
}
