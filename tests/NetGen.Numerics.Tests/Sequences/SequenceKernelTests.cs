using System.Runtime.CompilerServices;
using NetGen.Kernels;

namespace NetGen.Numerics.Tests;

/// <summary>Embedding, attention, lengths and positions against their formulas.</summary>
public class SequenceKernelTests
{
    [Theory]
    [InlineData(3, "3")]
    [InlineData(-1, "-1")]
    [InlineData(1.5f, "1.5")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(1e20f, "1E+20")]
    public void An_id_out_of_range_is_named_with_its_place_and_limit(float id, string text)
    {
        float[] ids = [0, 1, 2, 2, id, 0];
        ArgumentException error = Assert.Throws<ArgumentException>(() => EmbeddingKernels.CheckIds("Speller, embedding1", ids, 3, 3));
        Assert.Contains($"Speller, embedding1: the token id at row 1, position 1 is {text}; ids are whole numbers from 0 to 2.", error.Message, StringComparison.Ordinal);
        EmbeddingKernels.CheckIds("Speller, embedding1", ids.AsSpan(0, 4), 2, 3);
    }

    [Fact]
    public void An_embedding_takes_rows_and_gives_their_gradients_to_those_alone()
    {
        const int Features = 19;
        PaddedMatrix table = PaddedMatrix.Of(4, Features, PaddedMatrix.Random(4 * Features, 1));
        PaddedMatrix output = new(3, Features, float.NaN), gradient = new(4, Features, float.NaN);
        float[] ids = [2, 0, 2];
        EmbeddingKernels.Forward(ref ids[0], ref table.Reference, ref output.Reference, 3, table.Stride);
        Assert.Equal([.. table.Values[(2 * Features)..(3 * Features)], .. table.Values[..Features], .. table.Values[(2 * Features)..(3 * Features)]], output.Values);
        output.AssertPaddingIsZero();
        EmbeddingKernels.Backward(ref ids[0], ref output.Reference, ref gradient.Reference, 3, 4, table.Stride);
        float[] expected = new float[4 * Features];
        for (int j = 0; j < Features; j++)
        {
            expected[j] = table[0, j];
            expected[(2 * Features) + j] = 2 * table[2, j];
        }

        Assert.Equal(expected, gradient.Values);
        gradient.AssertPaddingIsZero();
    }

    /// <summary>Samples of some steps, of none and of all; what stands at padding is no number, and has no part in anything.</summary>
    [Fact]
    public void Pooling_takes_the_real_steps_of_each_sample()
    {
        const int Rows = 3, Steps = 5, Features = 19;
        int[] real = [2, 0, Steps];
        PaddedMatrix x = PaddedMatrix.Of(Rows * Steps, Features, PaddedMatrix.Random(Rows * Steps * Features, 1));
        PaddedMatrix dy = PaddedMatrix.Of(Rows, Features, PaddedMatrix.Random(Rows * Features, 2));
        PaddedMatrix lengths = PaddedMatrix.Of(Rows, 1, [.. real.Select(static l => (float)l)]);
        PaddedMatrix mean = new(Rows, Features, float.NaN), largest = new(Rows, Features, float.NaN);
        PaddedMatrix ofMean = new(Rows * Steps, Features, float.NaN), ofLargest = new(Rows * Steps, Features, float.NaN);
        for (int row = 0; row < Rows; row++)
        {
            for (int j = 0; j < Features && real[row] < Steps; j++)
            {
                x[(row * Steps) + real[row], j] = float.NaN;
            }
        }

        // The first of two largest steps takes the gradient.
        x[0, 3] = x[1, 3];
        StepPoolingKernels.MeanForward(ref x.Reference, ref mean.Reference, ref lengths.Reference, Rows, Steps, x.Stride);
        StepPoolingKernels.MeanBackward(ref dy.Reference, ref ofMean.Reference, ref lengths.Reference, Rows, Steps, x.Stride);
        StepPoolingKernels.MaxForward(ref x.Reference, ref largest.Reference, ref lengths.Reference, Rows, Steps, x.Stride);
        StepPoolingKernels.MaxBackward(ref x.Reference, ref largest.Reference, ref dy.Reference, ref ofLargest.Reference, ref lengths.Reference, Rows, Steps, x.Stride);
        for (int row = 0; row < Rows; row++)
        {
            for (int j = 0; j < Features; j++)
            {
                double[] values = [.. Enumerable.Range(row * Steps, real[row]).Select(i => (double)x[i, j])];
                NumericAssert.Close(values.DefaultIfEmpty().Average(), mean[row, j], 1e-6, 1);
                Assert.Equal(values.DefaultIfEmpty().Max(), largest[row, j]);
                int first = values.Length == 0 ? -1 : Array.IndexOf(values, values.Max());
                for (int step = 0; step < Steps; step++)
                {
                    NumericAssert.Close(step < real[row] ? (double)dy[row, j] / real[row] : 0, ofMean[(row * Steps) + step, j], 1e-6, 1);
                    Assert.Equal(step == first ? dy[row, j] : 0, ofLargest[(row * Steps) + step, j]);
                }
            }
        }

        foreach (PaddedMatrix result in (PaddedMatrix[])[mean, largest, ofMean, ofLargest])
        {
            result.AssertPaddingIsZero();
        }
    }

    [Theory]
    [InlineData(false, 7)]
    [InlineData(true, 7)]
    [InlineData(false, 4)]
    [InlineData(true, 4)]
    public void Attention_is_a_softmax_over_what_a_query_may_see(bool causal, int length)
    {
        const int Steps = 7;
        PaddedMatrix scores = PaddedMatrix.Of(Steps, Steps, PaddedMatrix.Random(Steps * Steps, 3, 2), float.NaN);
        PaddedMatrix delta = PaddedMatrix.Of(Steps, Steps, PaddedMatrix.Random(Steps * Steps, 4));
        float[] before = scores.Values, upstream = delta.Values;
        double[] Reference(double[] s)
        {
            double[] p = new double[s.Length];
            for (int q = 0; q < length; q++)
            {
                int seen = causal ? q + 1 : length;
                double sum = Enumerable.Range(0, seen).Sum(k => Math.Exp(0.4f * s[(q * Steps) + k]));
                for (int k = 0; k < seen; k++)
                {
                    p[(q * Steps) + k] = Math.Exp(0.4f * s[(q * Steps) + k]) / sum;
                }
            }

            return p;
        }

        float lengths = length;
        AttentionKernels.Softmax(ref scores.Reference, 0.4f, causal, ref lengths, Steps, scores.Stride);
        NumericAssert.Close(Reference([.. before.Select(static v => (double)v)]), scores.Values, 1e-6, 0.1);
        AttentionKernels.SoftmaxBackward(ref scores.Reference, ref delta.Reference, 0.4f, Steps, scores.Stride);
        double[] expected = NumericAssert.FiniteDifferences(at => Reference(at).Zip(upstream, static (p, d) => p * d).Sum(), before);
        NumericAssert.Close(expected, delta.Values, 1e-6, 1);
        scores.AssertPaddingIsZero();
        delta.AssertPaddingIsZero();
    }

    [Fact]
    public void The_length_of_a_sample_ends_at_its_last_step_that_is_not_padding()
    {
        float[] samples =
        [
            1, 0, 0, 0, 5, 6, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 1,
            0, 0, 0, 0, 0, 0, 0, 0,
        ];
        PaddedMatrix lengths = new(3, 1);
        SequenceKernels.Lengths(ref samples[0], 0, ref lengths.Reference, 3, 4, 2);
        Assert.Equal([3f, 4f, 0f], lengths.Values);
    }

    [Fact]
    public void The_last_step_is_that_of_each_sample_and_takes_the_gradient()
    {
        const int Steps = 3, Features = 2;
        PaddedMatrix x = PaddedMatrix.Of(3 * Steps, Features, PaddedMatrix.Random(3 * Steps * Features, 1));
        PaddedMatrix lengths = PaddedMatrix.Of(3, 1, [2, 3, 0]);
        PaddedMatrix y = new(3, Features, float.NaN), dx = new(3 * Steps, Features, float.NaN);
        SequenceKernels.Last(ref x.Reference, ref y.Reference, ref lengths.Reference, 3, Steps, x.Stride);
        Assert.Equal([x[1, 0], x[1, 1], x[5, 0], x[5, 1], 0, 0], y.Values);
        SequenceKernels.LastBackward(ref y.Reference, ref dx.Reference, ref lengths.Reference, 3, Steps, x.Stride);
        Assert.Equal([0, 0, x[1, 0], x[1, 1], 0, 0, 0, 0, 0, 0, x[5, 0], x[5, 1], 0, 0, 0, 0, 0, 0], dx.Values);
        SequenceKernels.Last(ref x.Reference, ref y.Reference, ref Unsafe.NullRef<float>(), 3, Steps, x.Stride);
        Assert.Equal([x[2, 0], x[2, 1], x[5, 0], x[5, 1], x[8, 0], x[8, 1]], y.Values);
        y.AssertPaddingIsZero();
        dx.AssertPaddingIsZero();
    }

    [Theory]
    [InlineData(7, 5)]
    [InlineData(1000, 32)]
    public void Sinusoids_follow_their_formula(int steps, int columns)
    {
        AlignedBuffer table = SequenceKernels.Sinusoids(steps, columns);
        int stride = (columns + 15) & ~15;
        for (int t = 0; t < steps; t++)
        {
            for (int j = 0; j < columns; j++)
            {
                double angle = t / Math.Pow(10000, (j & ~1) / (double)columns);
                NumericAssert.Close(j % 2 == 0 ? Math.Sin(angle) : Math.Cos(angle), table.Span[(t * stride) + j], 1e-7, 1, $"{t}, {j}");
            }
        }

        Assert.All(table.Span[columns..stride].ToArray(), static v => Assert.Equal(0, v));
    }
}
