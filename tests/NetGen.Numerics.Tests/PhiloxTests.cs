using System.Globalization;
using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

public class PhiloxTests
{
    /// <summary>The vectors for philox4x32 with 10 rounds of the file kat_vectors of Random123: counter, key, result.</summary>
    [Theory]
    [InlineData("00000000 00000000 00000000 00000000 00000000 00000000   6627e8d5 e169c58d bc57ac4c 9b00dbd8")]
    [InlineData("ffffffff ffffffff ffffffff ffffffff ffffffff ffffffff   408f276d 41c83b0e a20bc7c6 6d5451fd")]
    [InlineData("243f6a88 85a308d3 13198a2e 03707344 a4093822 299f31d0   d16cfe09 94fdcceb 5001e420 24126ea1")]
    public void AgreesWithThePublishedVectors(string vector)
    {
        uint[] v = [.. vector.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(static w => uint.Parse(w, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];

        Philox.Block(v[0], v[1], v[2], v[3], v[4], v[5], out uint r0, out uint r1, out uint r2, out uint r3);

        Assert.Equal<uint>(v[6..], (uint[])[r0, r1, r2, r3]);
    }

    [Fact]
    public void AStreamIsTheBlocksOfItsCounter()
    {
        var random = new Philox(seed: unchecked((long)0x299f31d0a4093822), stream: 0x0370734413198a2e);
        random.Skip(4 * unchecked((long)0x05a308d3243f6a88));
        Philox.Block(
            0x243f6a88, 0x05a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, out uint r0, out uint r1, out uint r2, out uint r3);

        Assert.Equal([r0, r1, r2, r3], [random.NextUInt32(), random.NextUInt32(), random.NextUInt32(), random.NextUInt32()]);
    }

    [Fact]
    public void SkippingIsDrawing()
    {
        var drawn = new Philox(5, 6);
        uint[] words = [.. Enumerable.Range(0, 41).Select(_ => drawn.NextUInt32())];
        for (int skip = 0; skip < words.Length; skip++)
        {
            var skipped = new Philox(5, 6);
            skipped.Skip(skip);
            Assert.Equal(skip, skipped.Position);
            Assert.Equal(words[skip], skipped.NextUInt32());
            skipped.Skip(-skip - 1);
            Assert.Equal(words[0], skipped.NextUInt32());
        }
    }

    // Even and odd places within a block, and the last blocks before the low half of the counter wraps around.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 1_000)]
    [InlineData(1, 77)]
    [InlineData(2, 63)]
    [InlineData(2, 64)]
    [InlineData(3, 65)]
    [InlineData((4L << 32) - 10, 300)]
    [InlineData(-8, 20)]
    public void NumbersDrawnTogetherAreThoseDrawnOneByOne(long position, int count)
    {
        var together = new Philox(seed: -7, stream: 1L << 40);
        together.Skip(position);
        Philox single = together;
        double[] drawn = new double[count];
        together.NextOpenDoubles(drawn);

        Assert.Equal(Enumerable.Range(0, count).Select(_ => single.NextOpenDouble()), drawn);
        Assert.Equal(single.Position, together.Position);
        Assert.Equal(single.NextUInt64(), together.NextUInt64());
    }

    [Fact]
    public void QuantilesComputedTogetherAreThoseComputedOneByOne()
    {
        // The ends, the border between the formulas, and what lies between them.
        double[] p = [1.0 / (1L << 53), 1 - (1.0 / (1L << 53)), 1e-12, 0.075, Math.BitDecrement(0.075), 0.925, Math.BitIncrement(0.925), 0.5,
            .. Enumerable.Range(1, 2_001).Select(static i => i / 2_002.0)];
        double[] z = [.. p];
        NormalQuantile.Of(z);

        Assert.Equal(p.Select(NormalQuantile.Of), z);
    }

    [Fact]
    public void TheDefaultIsSeedZeroStreamZero()
    {
        Philox random = default;
        Assert.Equal(0x6627e8d5u, random.NextUInt32());
        Assert.Equal(0xbc57ac4ce169c58dul, random.NextUInt64());
    }

    [Fact]
    public void SeedsAndStreamsDiffer()
    {
        HashSet<ulong> seen = [];
        foreach (long seed in (long[])[0, 1, -1, long.MinValue, 1L << 32])
        {
            foreach (long stream in (long[])[0, 1, -1, 1L << 32])
            {
                var random = new Philox(seed, stream);
                Assert.True(seen.Add(random.NextUInt64()), $"seed {seed}, stream {stream}");
            }
        }
    }

    [Fact]
    public void UniformNumbersHaveTheMomentsAndBoundsOfUniformNumbers()
    {
        var random = new Philox(1);
        const int Count = 1 << 18;
        double sum = 0, squares = 0, sumD = 0, squaresD = 0;
        for (int i = 0; i < Count; i++)
        {
            float s = random.NextSingle();
            double d = random.NextDouble();
            Assert.InRange(s, 0f, 1f - (1f / (1 << 24)));
            Assert.InRange(d, 0, 1 - (1.0 / (1L << 53)));
            (sum, squares) = (sum + s, squares + ((double)s * s));
            (sumD, squaresD) = (sumD + d, squaresD + (d * d));
        }

        // Five standard errors: the mean of U(0, 1) has 1/√(12 n), of its square √(4/45 / n).
        double error = 5 / Math.Sqrt(Count);
        Assert.Equal(0.5, sum / Count, error / Math.Sqrt(12));
        Assert.Equal(0.5, sumD / Count, error / Math.Sqrt(12));
        Assert.Equal(1.0 / 3, squares / Count, error * Math.Sqrt(4.0 / 45));
        Assert.Equal(1.0 / 3, squaresD / Count, error * Math.Sqrt(4.0 / 45));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    [InlineData(37)]
    public void IntegersAreEquallyLikely(int range)
    {
        var random = new Philox(3, range);
        int[] counts = new int[range];
        const int Draws = 60_000;
        for (int i = 0; i < Draws; i++)
        {
            counts[random.NextInt32(range)]++;
        }

        double expected = (double)Draws / range;
        double chiSquared = counts.Sum(c => (c - expected) * (c - expected) / expected);
        // The mean of a chi-squared variable is its degrees of freedom k, its variance 2k.
        Assert.True(chiSquared <= range - 1 + (5 * Math.Sqrt(2.0 * range)), $"chi-squared {chiSquared} of {range - 1} degrees");
    }

    [Fact]
    public void IntegersOfAWideRangeAreUnbiased()
    {
        // With plain multiplication of 32 bits by 3·2²⁹, every third number would come up twice as often.
        var random = new Philox(4);
        const int Range = 3 << 29;
        int[] thirds = new int[3];
        const int Draws = 60_000;
        for (int i = 0; i < Draws; i++)
        {
            thirds[random.NextInt32(Range) % 3]++;
        }

        Assert.All(thirds, count => Assert.InRange(count, (Draws / 3) - 600, (Draws / 3) + 600));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void AnEmptyRangeIsRejected(int range)
    {
        Philox random = default;
        Assert.Throws<ArgumentOutOfRangeException>("exclusiveMax", () => random.NextInt32(range));
    }

    [Fact]
    public void ShuffleKeepsTheElementsAndFavoursNoOrder()
    {
        var random = new Philox(9);
        Dictionary<string, int> orders = [];
        Span<char> letters = stackalloc char[4];
        for (int i = 0; i < 24_000; i++)
        {
            "abcd".CopyTo(letters);
            random.Shuffle(letters);
            string order = letters.ToString();
            Assert.Equal("abcd", string.Concat(order.Order()));
            orders[order] = orders.GetValueOrDefault(order) + 1;
        }

        Assert.Equal(24, orders.Count);
        Assert.All(orders.Values, static count => Assert.InRange(count, 840, 1160));
    }

    [Fact]
    public void NormalNumbersHaveTheMomentsOfNormalNumbers()
    {
        var random = new Philox(2);
        const int Count = 1 << 18;
        double m1 = 0, m2 = 0, m3 = 0, m4 = 0;
        for (int i = 0; i < Count; i++)
        {
            double z = random.NextNormal();
            (m1, m2, m3, m4) = (m1 + z, m2 + (z * z), m3 + (z * z * z), m4 + (z * z * z * z));
        }

        // The variance of the k-th power of z is E z²ᵏ - (E zᵏ)²: 1, 2, 15, 96.
        double error = 5 / Math.Sqrt(Count);
        Assert.Equal(0, m1 / Count, error);
        Assert.Equal(1, m2 / Count, error * Math.Sqrt(2));
        Assert.Equal(0, m3 / Count, error * Math.Sqrt(15));
        Assert.Equal(3, m4 / Count, error * Math.Sqrt(96));
    }

    [Fact]
    public void NormalNumbersAreTheSameBitsEverywhere()
    {
        var random = new Philox(1, 1);
        ulong hash = 14695981039346656037;
        for (int i = 0; i < 10_000; i++)
        {
            hash = unchecked((hash ^ (ulong)BitConverter.DoubleToInt64Bits(random.NextNormal())) * 1099511628211);
        }

        Assert.Equal(PhiloxGolden.NormalHash, hash);
    }

    [Fact]
    public void TheQuantileAgreesWithArbitraryPrecision()
    {
        foreach ((double p, double z) in PhiloxGolden.Quantiles)
        {
            Assert.True(Math.Abs(NormalQuantile.Of(p) - z) <= 2e-15 * Math.Abs(z), $"{p:R}: {NormalQuantile.Of(p):R}, not {z:R}");
        }
    }

    [Fact]
    public void TheQuantileIsOddAndIncreasing()
    {
        double last = double.NegativeInfinity;
        for (int i = 1; i < 4096; i++)
        {
            double p = i / 4096.0;
            double z = NormalQuantile.Of(p);
            Assert.True(z > last);
            Assert.Equal(-z, NormalQuantile.Of(1 - p));
            last = z;
        }
    }

    [Fact]
    public void TheLogarithmAgreesWithArbitraryPrecision()
    {
        foreach ((double x, double ln) in PhiloxGolden.Logarithms)
        {
            Assert.True(Math.Abs(DeterministicMath.Log(x) - ln) <= 4e-16 * Math.Abs(ln), $"{x:R}: {DeterministicMath.Log(x):R}, not {ln:R}");
        }
    }
}
