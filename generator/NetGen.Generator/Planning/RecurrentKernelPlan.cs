using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>The walk of a recurrent layer over its steps; layers of equal shape and kind share it.</summary>
/// <param name="Cell">LSTM, GRU or SimpleRNN.</param>
/// <param name="Steps">The steps of a sequence.</param>
/// <param name="Units">The size of the state.</param>
/// <param name="Sequences">Whether all steps are put out, or the last only.</param>
/// <param name="Reverse">Whether the walk starts at the last step.</param>
/// <param name="Truncate">Where the gradient is cut, or 0.</param>
/// <param name="Rectify">Of a simple layer: max(0, .) instead of tanh.</param>
/// <param name="Masked">Whether samples have lengths of their own.</param>
/// <param name="Measured">Whether the gradient of each step's state is measured.</param>
internal sealed record RecurrentKernelPlan(
    string Cell, int Steps, int Units, bool Sequences, bool Reverse, int Truncate, bool Rectify, bool Masked, bool Measured)
    : KernelPlan(NameOf(Cell, Steps, Units, Sequences, Reverse, Truncate, Rectify))
{
    /// <summary>The units padded to whole rows.</summary>
    public int Stride => (Units + 15) & ~15;

    /// <summary>The blocks of a row that a step keeps.</summary>
    public int Gates => Cell == "SimpleRNN" ? 1 : 4;

    /// <summary>The blocks that the state takes part in.</summary>
    public int RecurrentGates => Cell == "LSTM" ? 4 : Cell == "GRU" ? 3 : 1;

    /// <summary>Whether the output is that of a step that differs from sample to sample.</summary>
    public bool EndsVary => Masked && !Sequences && !Reverse;

    public string Summary => Shape + Walk + ".";

    public string BackwardSummary => Shape + WalkBack + ".";

    /// <summary>What each step computes.</summary>
    public string Walk => Cell switch
    {
        "LSTM" => "i, f, o = sigmoid, g = tanh of x W + h' U + b;  c = f c' + i g;  h = o tanh(c)",
        "GRU" => "r, z = sigmoid(x W + h' U + b + c), n = tanh(x W + b + r (h' U + c));  h = (1 - z) n + z h'",
        _ => Rectify ? "h = max(0, x W + h' U + b)" : "h = tanh(x W + h' U + b)",
    };

    /// <summary>What each step of the way back computes.</summary>
    public string WalkBack => "dL/dh(t) = dL/dy(t) + dL/dz(t+1) U^T, from the end of the walk to its start"
        + (Truncate > 0 ? $"; nothing passes from a step that is a multiple of {Text.Of(Truncate)} to the one before" : "")
        + (Measured ? "; its norm is measured at every step" : "");

    private string Shape => $"{Cell} of {Text.Of(Units)} units over {Text.Of(Steps)} steps{(Reverse ? " from the last to the first" : "")}: ";

    private static string NameOf(string cell, int steps, int units, bool sequences, bool reverse, int truncate, bool rectify) =>
        $"{cell}_{Text.Of(steps)}x{Text.Of(units)}{(rectify ? "_ReLU" : "")}{(sequences ? "_Sequences" : "")}{(reverse ? "_Reverse" : "")}{(truncate > 0 ? "_Cut" + Text.Of(truncate) : "")}";

    public override bool UsesMatrixProduct => true;
}
