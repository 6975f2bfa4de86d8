namespace NetGen.Tests.Clipping;

public class StatefulClipTests
{
    [Fact]
    public void ZScoreFollowsItsPaper()
    {
        ClipNetwork.Golden golden = ClipNetwork.LoadGolden();
        AssertNorms(Clip.ZScore(), golden.Norms, golden.ZScore);
        // Of the 70 steps the three spikes stand out, and the level that the norm jumps to later, until it is the usual one.
        Assert.InRange(golden.Norms.Zip(golden.ZScore).Count(static p => p.Second < p.First * 0.99), 3, 12);
    }

    [Fact]
    public void PercentileFollowsNumPy()
    {
        ClipNetwork.Golden golden = ClipNetwork.LoadGolden();
        AssertNorms(Clip.Percentile(30, 40), golden.Norms, golden.Percentile30Window40);
    }

    [Fact]
    public void ThePercentileOfEqualNormsClipsNothing()
    {
        Clip clip = Clip.Percentile(50, 4);
        for (int step = 0; step < 12; step++)
        {
            Assert.False(new ClipNetwork().Apply(clip).Clipped);
        }
    }

    [Fact]
    public void ResetForgets()
    {
        ClipNetwork.Golden golden = ClipNetwork.LoadGolden();
        foreach ((Clip clip, double[] expected) in (ReadOnlySpan<(Clip, double[])>)
            [(Clip.ZScore(), golden.ZScore), (Clip.Percentile(30, 40), golden.Percentile30Window40), (Clip.Sequence(Clip.ZScore()), golden.ZScore)])
        {
            AssertNorms(clip, golden.Norms, expected);
            clip.Reset();
            AssertNorms(clip, golden.Norms, expected);
        }

        Clip noise = Clip.Noise(seed: 3);
        var first = new ClipNetwork();
        var second = new ClipNetwork();
        var again = new ClipNetwork();
        first.Apply(noise);
        second.Apply(noise);
        noise.Reset();
        again.Apply(noise);
        Assert.Equal(first.Flat(), again.Flat());
        Assert.NotEqual(first.Flat(), second.Flat());
    }

    [Fact]
    public void NonFiniteStepsAreNotObserved()
    {
        ClipNetwork.Golden golden = ClipNetwork.LoadGolden();
        foreach ((Clip clip, double[] expected) in (ReadOnlySpan<(Clip, double[])>)
            [(Clip.ZScore(), golden.ZScore), (Clip.Percentile(30, 40), golden.Percentile30Window40)])
        {
            for (int step = 0; step < golden.Norms.Length; step++)
            {
                var broken = new ClipNetwork();
                broken[0, 0, 0] = float.NaN;
                broken.Apply(clip);
                Assert.Equal(expected[step], Step(clip, golden.Norms[step]), 1e-6);
            }
        }
    }

    [Fact]
    public void NoiseHasTheVarianceOfItsStep()
    {
        NetworkInfo wide = ClipNetwork.Describe(("dense1.weight", 0, ParameterRole.Weight, 150, 100));
        Clip clip = Clip.Noise(eta: 0.3f, gamma: 0.55f, seed: 5);
        for (int step = 0; step < 4; step++)
        {
            var network = new ClipNetwork(wide);
            network.Fill(static _ => 0);
            network.Apply(clip);
            float[] noise = network.Flat();
            double variance = 0.3 / Math.Pow(1 + step, 0.55);
            Assert.Equal(0, noise.Average(), 5 * Math.Sqrt(variance / noise.Length));
            Assert.Equal(variance, noise.Average(static v => (double)v * v), 5 * variance * Math.Sqrt(2.0 / noise.Length));
        }
    }

    [Fact]
    public void NoiseThatFadesAtOnceIsGoneAtTheSecondStep()
    {
        Clip clip = Clip.Noise(1, 1e30f);
        new ClipNetwork().Apply(clip);
        var network = new ClipNetwork();
        Assert.False(network.Apply(clip).Clipped);
        Assert.Equal(new ClipNetwork().Flat(), network.Flat());
    }

    private static void AssertNorms(Clip clip, double[] norms, double[] expected)
    {
        for (int step = 0; step < norms.Length; step++)
        {
            Assert.Equal(expected[step], Step(clip, norms[step]), 1e-6);
        }
    }

    /// <summary>Applies the clip to a gradient of the norm, and returns the norm after.</summary>
    private static double Step(Clip clip, double norm)
    {
        var network = new ClipNetwork();
        double length = network.Norm();
        network.Fill(k => (float)(ClipNetwork.Gradient(k) * norm / length));
        ClipResult result = network.Apply(clip);
        Assert.Equal(norm, result.NormBefore, 1e-6);
        return result.NormAfter;
    }
}
