namespace NetGen.Generator.Planning;

/// <summary>What a step is given.</summary>
/// <param name="Kind">What the value refers to.</param>
/// <param name="Value">A name or a literal.</param>
/// <param name="Offset">The float it starts at, for parameters, gradients, state and memory that is needed once.</param>
internal sealed record Argument(ArgumentKind Kind, string Value, int Offset)
{
    /// <summary>Whether a step that treats rows by themselves leaves the buffer as it is.</summary>
    public bool IsRead { get; init; }

    /// <summary>A buffer that the step only reads, so that other threads may still read it as well.</summary>
    public static Argument Read(BufferPlan buffer) => Ref(buffer) with { IsRead = true };

    /// <summary>A buffer, or what lies that many floats behind its start.</summary>
    public static Argument Ref(BufferPlan buffer, int offset = 0) => new(ArgumentKind.Buffer, buffer.Name, offset);

    /// <summary>A place in each row of values, such as the second half of the columns.</summary>
    public static Argument At(BufferPlan buffer, int offset) => new(ArgumentKind.Buffer, buffer.Name, offset);

    /// <summary>Where norms of a recurrent layer's steps go.</summary>
    public static Argument StepNorms(int offset) => new(ArgumentKind.StepNorms, "", offset);

    public static Argument Parameter(ParameterPlan parameter) => new(ArgumentKind.Parameter, "", parameter.Offset);

    public static Argument Gradient(ParameterPlan parameter) => new(ArgumentKind.Gradient, "", parameter.Offset);

    /// <summary>Persistent values that are not learned.</summary>
    public static Argument State(StatePlan state) => new(ArgumentKind.State, "", state.Offset);

    public static Argument Derived(int offset) => new(ArgumentKind.Derived, "", offset);

    public static Argument Statistics(ParameterPlan parameter) => new(ArgumentKind.Statistics, "", parameter.Index);

    /// <summary>Fixed memory that belongs to one step at a time; see <see cref="PlanBuilder.NeedScratch"/>.</summary>
    public static Argument Scratch { get; } = new(ArgumentKind.Scratch, "", 0);

    public static Argument Null { get; } = new(ArgumentKind.Null, "", 0);

    public static Argument Text(string text) => new(ArgumentKind.Text, text, 0);

    public static Argument Number(int value) => Text(Infrastructure.Text.Of(value));
}
