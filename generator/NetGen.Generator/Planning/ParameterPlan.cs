using NetGen.Generator.Model;

namespace NetGen.Generator.Planning;

/// <summary>One parameter tensor and its place in the parameter buffer.</summary>
internal sealed record ParameterPlan(
    string Name, int Index, int Layer, ParameterRole Role, int Rows, int Columns, int Stride, int Offset, InitializerModel Init)
{
    public float L1 { get; init; }

    public float L2 { get; init; }

    public Constraint Constraint { get; init; }

    public float ConstraintLimit { get; init; }

    /// <summary>The matrices that share each row of inputs, whose rows lie between each other.</summary>
    public int Gates { get; init; } = 1;

    public GateBiasModel? GateBias { get; init; }

    /// <summary>Whether the columns lie one behind the other, <see cref="Stride"/> floats apart, instead of the rows.</summary>
    public bool IsTransposed { get; init; }

    /// <summary>The runs of numbers that lie behind each other, each padded to <see cref="Stride"/>.</summary>
    public int Lines => IsTransposed ? Columns : Rows;

    public int Length => Lines * Stride;
}
