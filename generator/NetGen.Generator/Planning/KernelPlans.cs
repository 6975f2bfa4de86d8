using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>The kernels of one dense shape; layers of equal shape share them.</summary>
/// <param name="Inputs">Rows of the weight matrix.</param>
/// <param name="Units">Columns of the weight matrix.</param>
/// <param name="InputStride">Inputs rounded up to 16.</param>
/// <param name="UnitStride">Units rounded up to 16.</param>
/// <param name="WeightStride">The floats from row to row of the weight matrix, or from column to column.</param>
/// <param name="NeedsInputGradient">Whether any layer of the shape passes a gradient on.</param>
/// <param name="IsTransposed">Whether the weight matrix lies unit by unit, as those of few units do.</param>
internal sealed record DenseKernelPlan(
    int Inputs, int Units, int InputStride, int UnitStride, int WeightStride, bool NeedsInputGradient, bool IsTransposed)
{
    /// <summary>
    /// Whether the units are so few that their weights lie unit by unit: outputs as scalar products take units·(inputs/16 + 2) instructions a
    /// row, those of a tile as many as there are inputs, and of twelve units on the padding that is saved is little.
    /// </summary>
    public static bool IsFewUnits(int inputs, int units) => inputs % 16 == 0 && units <= MostFewUnits && units * (inputs + 32) <= 16 * inputs;

    private const int MostFewUnits = 12;

    public string Name => $"Dense_{Text.Of(Inputs)}x{Text.Of(Units)}{(IsTransposed ? "_ByUnit" : WeightStride == UnitStride ? "" : "_by" + Text.Of(WeightStride))}";

    /// <summary>
    /// Whether threads compute the gradient of the weight in parts: from two parts of so many rows as are measured at a time on, where it is
    /// large enough that the others do not wait for a thread that computes all of it.
    /// </summary>
    public bool IsShared => !IsTransposed && Inputs >= 48 && Inputs * UnitStride >= 2048;

    /// <summary>The floats from row to row of the transposed weight.</summary>
    public int TransposedStride => PlanBuilder.Spread(Inputs);

    /// <summary>
    /// How many rows of zeros may fill the last 16 for that: transposing a weight that leaves the second-level cache takes as long as
    /// multiplying it with more than eight rows.
    /// </summary>
    public int TransposesRowsWith => InputStride * UnitStride >= LargeWeight ? 8 : 2;

    private const int FewerToTranspose = 2;
    private const int LargeWeight = 1 << 18;

    /// <summary>The floats of the transposed weight: scratch that the gradient of the input needs.</summary>
    public int TransposedLength => UnitStride * TransposedStride;

    /// <summary>
    /// The rows from which on the gradient of the input is made with a transposed weight: the transposition takes about as long as
    /// the horizontal sums, which it saves, of one row for every 20 units.
    /// </summary>
    public int TransposesFrom => Math.Min(8, Math.Max(2, UnitStride / 20));

    /// <summary>Up to so many rows, a multiple of 16, the two gradients have half the numbers of the weight or fewer, and are transposed in its place.</summary>
    public int TransposesRowsTo => InputStride * UnitStride / (FewerToTranspose * (InputStride + UnitStride)) & ~15;
}

/// <summary>The kernels of one element-wise activation with given arguments.</summary>
internal sealed record ElementwiseKernelPlan(
    string Name, string Formula, string DerivativeFormula, string Forward, string Backward,
    EquatableArray<LocalPlan> ForwardLocals, EquatableArray<LocalPlan> BackwardLocals, bool UsesInput, bool UsesOutput,
    EquatableArray<ConstantPlan> Constants, bool NeedsBackward)
{
    public string ForwardName => Name + "_Forward";

    public string BackwardName => Name + "_Backward";
}

/// <summary>A value that an expression names.</summary>
internal sealed record LocalPlan(string Name, string Expression);

/// <summary>An argument of an attribute that an expression names.</summary>
internal sealed record ConstantPlan(string Name, float Value);
