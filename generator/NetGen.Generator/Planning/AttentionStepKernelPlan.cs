using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Planning;

/// <summary>Causal attention of one step of a stream, between the projections, with the keys and values of the steps before it.</summary>
/// <param name="Steps">The most steps that a stream has.</param>
/// <param name="Heads">The number of heads.</param>
/// <param name="Width">The values of a head in a step.</param>
internal sealed record AttentionStepKernelPlan(int Steps, int Heads, int Width)
    : KernelPlan($"AttentionStep_{Text.Of(Steps)}x{Text.Of(Heads)}x{Text.Of(Width)}")
{
    /// <summary>A head's values padded to whole rows.</summary>
    public int HeadStride => PlanBuilder.Padded(Width);

    /// <summary>A row of queries, keys and values of all heads.</summary>
    public int RowStride => 3 * Heads * HeadStride;

    /// <summary>A row of scores, and of the keys, which are kept transposed: [width, steps].</summary>
    public int ScoreStride => PlanBuilder.Padded(Steps);

    /// <summary>A row of the concatenated heads.</summary>
    public int OutputStride => PlanBuilder.Padded(Heads * Width);

    /// <summary>Whether heads lie in the concatenation as they do by themselves.</summary>
    public bool IsAligned => Width == HeadStride;

    /// <summary>The floats of the keys of one head.</summary>
    public int KeysLength => Width * ScoreStride;

    /// <summary>The floats of keys and values of one head.</summary>
    public int HeadLength => KeysLength + (Steps * HeadStride);

    /// <summary>The floats that a stream remembers.</summary>
    public long StateLength => (long)Heads * (((long)Width * ScoreStride) + ((long)Steps * HeadStride));

    /// <summary>The floats of scores, and of one head's output.</summary>
    public int Scratch => ScoreStride + HeadStride;

    public override bool UsesMatrixProduct => true;
}
