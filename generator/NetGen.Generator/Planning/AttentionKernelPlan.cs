using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>Scaled dot-product attention of one shape, between the projections.</summary>
/// <param name="Steps">The steps of a sequence: queries and keys.</param>
/// <param name="Heads">The number of heads.</param>
/// <param name="Width">The values of a head in a step.</param>
/// <param name="Causal">Whether a query sees the keys up to itself only.</param>
/// <param name="Drops">Whether training drops weights of the sum over values.</param>
internal sealed record AttentionKernelPlan(int Steps, int Heads, int Width, bool Causal, bool Drops)
    : KernelPlan($"Attention_{Text.Of(Steps)}x{Text.Of(Heads)}x{Text.Of(Width)}{(Causal ? "_Causal" : "")}{(Drops ? "_Dropout" : "")}")
{
    /// <summary>A head's values padded to whole rows.</summary>
    public int HeadStride => (Width + 15) & ~15;

    /// <summary>A row of queries, keys and values of all heads.</summary>
    public int RowStride => 3 * Heads * HeadStride;

    /// <summary>A row of scores.</summary>
    public int ScoreStride => (Steps + 15) & ~15;

    /// <summary>A row of the concatenated heads.</summary>
    public int OutputStride => ((Heads * Width) + 15) & ~15;

    /// <summary>Whether heads lie in the concatenation as they do by themselves.</summary>
    public bool IsAligned => Width == HeadStride;

    /// <summary>Where the gradient of scores lies in scratch memory.</summary>
    public int ScoreGradient => Math.Max(Width * ScoreStride, Steps * HeadStride);

    /// <summary>Where the weights that are left after dropping lie, and behind them the factors that they are left by.</summary>
    public int Dropped => ScoreGradient + (Steps * ScoreStride) + (Steps * HeadStride);

    /// <summary>
    /// The floats of transposed keys or values, of the gradient of scores, of one head's output, and of its dropped weights with their factors.
    /// </summary>
    public int Scratch => Dropped + (Drops ? 2 * Steps * ScoreStride : 0);

    public override bool UsesMatrixProduct => true;
}
