using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>The random factors: their distribution, what they depend on and what they do not.</summary>
public class DropoutKernelsTests
{
    private delegate void Kernel(
        ref float x, ref float y, ref float factors, float rate, bool training, long seed, long step, int layer,
        long firstRow, int rows, int repeat, int columns, int stride);

    [Fact]
    public void BlocksAreThoseOfTheGenerator()
    {
        foreach (ulong first in (ulong[])[0, 1, 1000, uint.MaxValue - 3, 1ul << 32, (3ul << 32) + 17])
        {
            foreach (int count in (int[])[1, 3, 4, 7, 8, 9, 20])
            {
                long step = (5L << 32) + 77, seed = (-3L << 40) + 12345;
                uint[] words = new uint[4 * (count + PhiloxBlocks.Overrun)];
                PhiloxBlocks.Fill(ref words[0], count, first, 0x44000005, step, seed);
                for (int i = 0; i < count; i++)
                {
                    ulong index = first + (ulong)i;
                    uint[] expected = new uint[4];
                    Philox.Block(
                        (uint)index, 0x44000005, (uint)step, (uint)(step >> 32) | ((uint)(index >> 32) << 16), (uint)seed, (uint)(seed >> 32),
                        out expected[0], out expected[1], out expected[2], out expected[3]);
                    Assert.Equal(expected, words[(4 * i)..(4 * (i + 1))]);
                }
            }
        }
    }

    [Fact]
    public void ValuesAreDroppedOrScaledAndGradientsToo()
    {
        for (int columns = 1; columns <= 67; columns++)
        {
            PaddedMatrix x = PaddedMatrix.Of(3, columns, PaddedMatrix.Random(3 * columns, columns));
            PaddedMatrix y = new(3, columns, float.NaN), factors = new(3, columns, float.NaN);
            PaddedMatrix delta = PaddedMatrix.Of(3, columns, PaddedMatrix.Random(3 * columns, 100 + columns));
            float[] upstream = delta.Values;
            DropoutKernels.Forward(ref x.Reference, ref y.Reference, ref factors.Reference, 0.75f, true, 1, 2, 3, 0, 3, 1, columns, x.Stride);
            DropoutKernels.Backward(ref factors.Reference, ref delta.Reference, true, 3, 1, columns, x.Stride);
            float[] m = factors.Values;
            for (int i = 0; i < m.Length; i++)
            {
                Assert.True(m[i] is 0 or 4, $"factor {m[i]}");
                Assert.Equal(m[i] * x.Values[i], y.Values[i]);
                Assert.Equal(m[i] * upstream[i], delta.Values[i]);
            }

            y.AssertPaddingIsZero();
            factors.AssertPaddingIsZero();
            delta.AssertPaddingIsZero();
        }
    }

    [Theory]
    [InlineData(0f)]
    [InlineData(0.001f)]
    [InlineData(0.1f)]
    [InlineData(0.5f)]
    [InlineData(0.9f)]
    public void TheRateIsMetAndTheMeanKept(float rate)
    {
        float[] factors = Factors(DropoutKernels.Forward, rate, 1, 2, 3, 0, 300, 700);
        int dropped = factors.Count(static m => m == 0);
        double error = 5 * Math.Sqrt(rate * (1 - rate) * factors.Length);
        Assert.InRange(dropped, (rate * factors.Length) - error, (rate * factors.Length) + error);
        NumericAssert.Close(1, factors.Average(static m => (double)m), 0, absolute: 1e-9 + (error / factors.Length / (1 - rate)));

        // Neighbours in a row, in a column and in the next block draw independently: they are dropped together rate² of the time.
        foreach (int distance in (int[])[1, 3, 4, 700, 701])
        {
            int both = Enumerable.Range(0, factors.Length - distance).Count(i => factors[i] == 0 && factors[i + distance] == 0);
            double expected = (double)rate * rate * (factors.Length - distance);
            Assert.InRange(both, expected - (6 * Math.Sqrt(expected)), expected + (6 * Math.Sqrt(expected)));
        }
    }

    [Fact]
    public void FactorsDependOnSeedStepLayerAndRowOnly()
    {
        float[] all = Factors(DropoutKernels.Forward, 0.5f, 1, 2, 3, 0, 9, 21);
        Assert.Equal(all, Factors(DropoutKernels.Forward, 0.5f, 1, 2, 3, 0, 9, 21));
        Assert.Equal(all[..84], Factors(DropoutKernels.Forward, 0.5f, 1, 2, 3, 0, 4, 21));

        // A batch in two parts draws what it draws as a whole.
        Assert.Equal(all[84..], Factors(DropoutKernels.Forward, 0.5f, 1, 2, 3, 4, 5, 21));
        foreach (float[] other in (float[][])
            [Factors(DropoutKernels.Forward, 0.5f, 2, 2, 3, 0, 9, 21), Factors(DropoutKernels.Forward, 0.5f, 1, 3, 3, 0, 9, 21),
                Factors(DropoutKernels.Forward, 0.5f, 1, 2, 4, 0, 9, 21), Factors(DropoutKernels.Forward, 0.5f, 1L << 40, 2, 3, 0, 9, 21),
                Factors(DropoutKernels.Forward, 0.5f, 1, 2L << 40, 3, 0, 9, 21)])
        {
            int same = all.Zip(other, static (a, b) => a == b).Count(static equal => equal);
            Assert.InRange(same, 60, 129);
        }
    }

    [Fact]
    public void AWideRowDrawsInPieces()
    {
        // 64 blocks are drawn at a time: 1000 columns are 250 blocks, and the next row starts within a piece.
        float[] wide = Factors(DropoutKernels.Forward, 0.5f, 1, 2, 3, 0, 3, 1000);
        Assert.Equal(wide[1000..2000], Factors(DropoutKernels.Forward, 0.5f, 1, 2, 3, 1, 1, 1000));
        Assert.Equal(1500, wide.Count(static m => m == 0), 150.0);
    }

    [Fact]
    public void AChannelIsDroppedAtAllPositions()
    {
        const int Samples = 5, Positions = 6, Channels = 19;
        PaddedMatrix x = PaddedMatrix.Of(Samples * Positions, Channels, PaddedMatrix.Random(Samples * Positions * Channels, 1));
        PaddedMatrix y = new(Samples * Positions, Channels, float.NaN), factors = new(Samples, Channels);
        DropoutKernels.Forward(ref x.Reference, ref y.Reference, ref factors.Reference, 0.5f, true, 1, 2, 3, 0, Samples, Positions, Channels, x.Stride);
        for (int row = 0; row < y.Rows; row++)
        {
            for (int channel = 0; channel < Channels; channel++)
            {
                Assert.Equal(factors[row / Positions, channel] * x[row, channel], y[row, channel]);
            }
        }
    }

    [Fact]
    public void AlphaDropoutKeepsMeanAndVariance()
    {
        const int Rows = 200, Columns = 500;
        PaddedMatrix x = PaddedMatrix.Of(Rows, Columns, PaddedMatrix.Random(Rows * Columns, 1));
        PaddedMatrix y = new(Rows, Columns), factors = new(Rows, Columns);
        DropoutKernels.ForwardAlpha(ref x.Reference, ref y.Reference, ref factors.Reference, 0.2f, true, 1, 2, 3, 0, Rows, 1, Columns, x.Stride);
        float[] values = y.Values;
        double mean = values.Average(static v => (double)v);
        NumericAssert.Close(0, mean, 0, absolute: 0.015);
        NumericAssert.Close(1, values.Average(v => (v - mean) * (v - mean)), 0.02);

        // What PyTorch computes: a(x or α') + b with a = ((1 - p)(1 + p·α'²))^-1/2, b = -a·p·α'.
        double a = 1 / Math.Sqrt(0.8 * (1 + (0.2 * 1.7580993408473766 * 1.7580993408473766)));
        double b = a * 0.2 * 1.7580993408473766;
        for (int i = 0; i < values.Length; i++)
        {
            double kept = factors.Values.Length > 0 && factors[i / Columns, i % Columns] > 0 ? (a * x[i / Columns, i % Columns]) + b : (a * -1.7580993408473766) + b;
            NumericAssert.Close(kept, y[i / Columns, i % Columns], 1e-6, 1);
            i += 12;
        }
    }

    [Fact]
    public void GaussianFactorsAndNoiseAreNormal()
    {
        float[] factors = Factors(DropoutKernels.ForwardGaussian, 0.2f, 1, 2, 3, 0, 200, 500);
        AssertNormal([.. factors.Select(static m => (m - 1) / 0.5)]);
        PaddedMatrix x = new(200, 500), y = new(200, 500, float.NaN);
        NoiseKernels.Forward(ref x.Reference, ref y.Reference, 3, true, 1, 2, 3, 0, 200, 500, x.Stride);
        AssertNormal([.. y.Values.Select(static v => v / 3.0)]);
        y.AssertPaddingIsZero();
    }

    [Fact]
    public void WithoutTrainingNothingChangesAndNaNIsNeverDropped()
    {
        PaddedMatrix x = PaddedMatrix.Of(1, 4, [1, float.NaN, float.PositiveInfinity, -2]), y = new(1, 4), factors = new(1, 4);
        foreach (Kernel kernel in (Kernel[])[DropoutKernels.Forward, DropoutKernels.ForwardAlpha, DropoutKernels.ForwardGaussian])
        {
            kernel(ref x.Reference, ref y.Reference, ref factors.Reference, 0.5f, false, 1, 2, 3, 0, 1, 1, 4, x.Stride);
            Assert.Equal(x.Values, y.Values);
            DropoutKernels.Backward(ref factors.Reference, ref y.Reference, false, 1, 1, 4, x.Stride);
            Assert.Equal(x.Values, y.Values);
            for (int step = 0; step < 20; step++)
            {
                kernel(ref x.Reference, ref y.Reference, ref factors.Reference, 0.5f, true, 1, step, 3, 0, 1, 1, 4, x.Stride);
                Assert.True(float.IsNaN(y[0, 1]));
            }
        }

        NoiseKernels.Forward(ref x.Reference, ref y.Reference, 1, false, 1, 2, 3, 0, 1, 4, x.Stride);
        Assert.Equal(x.Values, y.Values);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        PaddedMatrix x = PaddedMatrix.Of(3, 21, PaddedMatrix.Random(63, 1)), y = new(3, 21), factors = new(3, 21);
        NumericAssert.AllocatesNothing(() =>
        {
            DropoutKernels.Forward(ref x.Reference, ref y.Reference, ref factors.Reference, 0.5f, true, 1, 2, 3, 0, 3, 1, 21, x.Stride);
            DropoutKernels.Backward(ref factors.Reference, ref y.Reference, true, 3, 1, 21, x.Stride);
            NoiseKernels.Forward(ref x.Reference, ref y.Reference, 1, true, 1, 2, 3, 0, 3, 21, x.Stride);
        });
    }

    private static void AssertNormal(double[] values)
    {
        double n = values.Length;
        double mean = values.Average();
        NumericAssert.Close(0, mean, 0, absolute: 5 / Math.Sqrt(n));
        NumericAssert.Close(1, values.Average(v => (v - mean) * (v - mean)), 5 * Math.Sqrt(2 / n));
        NumericAssert.Close(3, values.Average(v => Math.Pow(v - mean, 4)), 5 * Math.Sqrt(96 / n) / 3);
        NumericAssert.Close(0.6826895, values.Count(static v => Math.Abs(v) < 1) / n, 0, absolute: 5 * 0.47 / Math.Sqrt(n));
    }

    private static float[] Factors(Kernel kernel, float rate, long seed, long step, int layer, long firstRow, int rows, int columns)
    {
        PaddedMatrix x = new(rows, columns), factors = new(rows, columns, float.NaN);
        kernel(ref x.Reference, ref x.Reference, ref factors.Reference, rate, true, seed, step, layer, firstRow, rows, 1, columns, x.Stride);
        return factors.Values;
    }
}
