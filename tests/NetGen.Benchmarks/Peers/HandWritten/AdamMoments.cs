namespace NetGen.Benchmarks.Peers.HandWritten;

/// <summary>What Adam remembers of one tensor.</summary>
internal sealed class AdamMoments(int count)
{
    public float[] First { get; } = new float[count];

    public float[] Second { get; } = new float[count];
}
