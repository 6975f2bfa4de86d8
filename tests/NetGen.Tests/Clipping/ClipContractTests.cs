namespace NetGen.Tests.Clipping;

public class ClipContractTests
{
    public static TheoryData<string> Names() => [.. All().Select(static c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void NaNAndInfinityAreNeverMadeFinite(string name)
    {
        foreach (float value in (float[])[float.NaN, float.PositiveInfinity, float.NegativeInfinity])
        {
            var network = new ClipNetwork();
            network[2, 4, 1] = value;
            network.Apply(All().Single(c => c.Name == name).Clip);
            Assert.Equal(value, network[2, 4, 1]);
            Assert.Equal(1, network.After[2].NonFinite);
            // Nor do they spread.
            Assert.Equal(1, network.Flat().Count(static v => !float.IsFinite(v)));
        }
    }

    [Theory]
    [InlineData("Value", "0 1 3 4 5 6")]
    [InlineData("PerTensorNorm", "0 1 3 4 5 6")]
    [InlineData("PerLayerNorm", "0 1 4 5 6")]
    [InlineData("PerUnit", "0 1 3 4 5 6")]
    [InlineData("Centralize", "0 5")]
    [InlineData("GlobalNorm", "")]
    [InlineData("Normalize", "")]
    public void WhatIsTreatedTogetherIsLeftTogether(string name, string changed)
    {
        var network = new ClipNetwork();
        var original = new ClipNetwork();
        network[2, 4, 1] = float.NaN;
        original[2, 4, 1] = float.NaN;
        network.Apply(All().Single(c => c.Name == name).Clip);
        int[] differ = [.. Enumerable.Range(0, 7).Where(t => !network.Flat(t).AsSpan().SequenceEqual(original.Flat(t)))];
        Assert.Equal(changed, string.Join(' ', differ));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void NothingIsAllocatedAfterTheFirstStep(string name)
    {
        Clip clip = All().Single(c => c.Name == name).Clip;
        var network = new ClipNetwork();
        for (int step = 0; step < 30; step++)
        {
            network.Fill(k => ClipNetwork.Gradient(k) * (1 + (step % 7)));
            network.Apply(clip);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        clip.Apply(network.Parameters, network.Gradients, network.Before, network.After);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void TheSameGradientGivesTheSameBitsOnEveryMachine()
    {
        ulong hash = 14695981039346656037;
        foreach ((_, Clip clip) in All())
        {
            var network = new ClipNetwork();
            for (int step = 0; step < 8; step++)
            {
                network.Fill(k => ClipNetwork.Gradient(k) * (step < 7 ? 1 : 1000));
                ClipResult result = network.Apply(clip);
                hash = Mix(hash, (ulong)BitConverter.DoubleToInt64Bits(result.NormAfter));
            }

            foreach (float value in network.Gradients.Span)
            {
                hash = Mix(hash, BitConverter.SingleToUInt32Bits(value));
            }
        }

        Assert.Equal(12308218977507954235ul, hash);
    }

    [Fact]
    public void ASequenceAppliesOneAfterTheOther()
    {
        var together = new ClipNetwork();
        var apart = new ClipNetwork();
        ClipResult result = together.Apply(Clip.Sequence(Clip.Centralize(), Clip.Value(1), Clip.PerTensorNorm(3)));
        apart.Apply(Clip.Centralize());
        apart.Apply(Clip.Value(1));
        apart.Apply(Clip.PerTensorNorm(3));
        Assert.Equal(apart.Flat(), together.Flat());
        Assert.Equal(new ClipNetwork().Norm(), result.NormBefore, 1e-9);

        var changed = new ClipNetwork();
        Assert.True(changed.Apply(Clip.Sequence(Clip.Value(1), Clip.GlobalNorm(1e6f))).Clipped);
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void BadLimitsAreRejected(float bad)
    {
        Assert.Throws<ArgumentOutOfRangeException>("limit", () => Clip.Value(bad));
        Assert.Throws<ArgumentOutOfRangeException>("maxNorm", () => Clip.GlobalNorm(bad));
        Assert.Throws<ArgumentOutOfRangeException>("maxNorm", () => Clip.PerLayerNorm(bad));
        Assert.Throws<ArgumentOutOfRangeException>("maxNorm", () => Clip.PerTensorNorm(bad));
        Assert.Throws<ArgumentOutOfRangeException>("ratio", () => Clip.PerUnit(ratio: bad));
        Assert.Throws<ArgumentOutOfRangeException>("epsilon", () => Clip.PerUnit(epsilon: bad));
        Assert.Throws<ArgumentOutOfRangeException>("threshold", () => Clip.ZScore(threshold: bad));
        Assert.Throws<ArgumentOutOfRangeException>("decay", () => Clip.ZScore(decay: bad));
        Assert.Throws<ArgumentOutOfRangeException>("percentile", () => Clip.Percentile(bad));
        Assert.Throws<ArgumentOutOfRangeException>("eta", () => Clip.Noise(bad));
    }

    [Fact]
    public void OtherBadArgumentsAreRejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>("decay", () => Clip.ZScore(decay: 1));
        Assert.Throws<ArgumentOutOfRangeException>("warmupSteps", () => Clip.ZScore(warmupSteps: 0));
        Assert.Throws<ArgumentOutOfRangeException>("percentile", () => Clip.Percentile(100.5f));
        Assert.Throws<ArgumentOutOfRangeException>("window", () => Clip.Percentile(window: 1));
        Assert.Throws<ArgumentOutOfRangeException>("gamma", () => Clip.Noise(gamma: -0.1f));
        Assert.Throws<ArgumentException>("clips", () => Clip.Sequence());
        Assert.Throws<ArgumentException>("clips", () => Clip.Sequence(Clip.Normalize(), null!));
    }

    private static ulong Mix(ulong hash, ulong word) => unchecked((hash ^ word) * 1099511628211);

    internal static IEnumerable<(string Name, Clip Clip)> All() =>
    [
        ("Value", Clip.Value(0.5f)),
        ("GlobalNorm", Clip.GlobalNorm(1)),
        ("PerLayerNorm", Clip.PerLayerNorm(0.5f)),
        ("PerTensorNorm", Clip.PerTensorNorm(0.5f)),
        ("PerUnit", Clip.PerUnit()),
        ("ZScore", Clip.ZScore(warmupSteps: 5)),
        ("Percentile", Clip.Percentile()),
        ("Normalize", Clip.Normalize()),
        ("Centralize", Clip.Centralize()),
        ("Noise", Clip.Noise()),
        ("Sequence", Clip.Sequence(Clip.Centralize(), Clip.ZScore(), Clip.GlobalNorm(1))),
    ];
}
