using NetGen.Kernels;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests;

/// <summary>Dropout of attention weights: what is computed, when, and what is drawn.</summary>
public sealed class AttentionDropoutTests
{
    private const int Rows = 3, Steps = 5, Features = 6, Heads = 2, Width = 3;

    [Fact]
    public void Gradients_agree_with_finite_differences() => GradientCheckTests.Check<DroppedAttentionRun>(seed: 3, labels: true, training: true);

    [Fact]
    public void A_prediction_drops_nothing()
    {
        float[] input = PaddedMatrix.Random(Rows * Steps * Features, 1), dropped = new float[input.Length], kept = new float[input.Length];
        DroppedAttention.Create(7).Predict(input, dropped);
        KeptAttention.Create(7).Predict(input, kept);
        NumericAssert.SameBits(kept, dropped, "prediction");
    }

    [Fact]
    public void Training_multiplies_the_softmax_by_what_seed_step_row_head_query_and_key_decide_on()
    {
        float[] input = PaddedMatrix.Random(Rows * Steps * Features, 1);
        DroppedAttention network = DroppedAttention.Create(7);
        Random weights = new(5);
        foreach (ParameterInfo p in DroppedAttention.Info.Parameters)
        {
            for (int i = 0; i < p.Count; i++)
            {
                network.Parameters.Values[p.IndexOf(i / p.Columns, i % p.Columns)] = (float)(weights.NextDouble() - 0.5);
            }
        }

        double[] expected = Reference(network.Parameters, input, Factors(seed: 11, step: 4));
        var workspace = new Workspace(DroppedAttention.Info, Rows) { Training = true, Seed = 11, Step = 4 };
        Passes.Forward(network, input, workspace);
        var output = workspace.Activation(DroppedAttention.Info.Layers[0]);
        for (int i = 0; i < expected.Length; i++)
        {
            NumericAssert.Close(expected[i], output[i / Features, i % Features], 2e-6, 1, $"{i}");
        }

        Assert.NotEqual(Factors(11, 4), Factors(11, 5));
        Assert.NotEqual(Factors(11, 4), Factors(12, 4));
    }

    /// <summary>The factors [rows, heads, queries, keys] as dropout of that many rows of that many keys draws them.</summary>
    private static float[] Factors(long seed, long step)
    {
        PaddedMatrix ones = PaddedMatrix.Of(Rows * Heads * Steps, Steps, [.. Enumerable.Repeat(1f, Rows * Heads * Steps * Steps)]);
        PaddedMatrix y = new(ones.Rows, Steps), factors = new(ones.Rows, Steps);
        DropoutKernels.Forward(ref ones.Reference, ref y.Reference, ref factors.Reference, 0.4f, true, seed, step, 0, 0, ones.Rows, 1, Steps, ones.Stride);
        Assert.All(factors.Values, static m => Assert.True(m == 0 || m == (float)(1 / (1 - (double)0.4f))));
        return factors.Values;
    }

    /// <summary>In double precision, by the formula.</summary>
    private static double[] Reference(ParameterBuffer parameters, float[] x, float[] factors)
    {
        double Weight(string name, int row, int column)
        {
            ParameterInfo p = DroppedAttention.Info.Parameters[DroppedAttention.Info.IndexOf("multiheadattention1." + name)];
            return parameters.Values[p.IndexOf(row, column)];
        }

        double Projected(int row, int step, int block, int head, int j)
        {
            int gate = (block * Heads) + head;
            double sum = Weight("bias", gate, j);
            for (int c = 0; c < Features; c++)
            {
                sum += x[(((row * Steps) + step) * Features) + c] * Weight("weight", (c * 3 * Heads) + gate, j);
            }

            return sum;
        }

        double[] heads = new double[Rows * Steps * Features], y = new double[heads.Length];
        for (int row = 0; row < Rows; row++)
        {
            for (int head = 0; head < Heads; head++)
            {
                for (int query = 0; query < Steps; query++)
                {
                    double[] e = [.. Enumerable.Range(0, Steps).Select(key =>
                        Math.Exp(Enumerable.Range(0, Width).Sum(j => Projected(row, query, 0, head, j) * Projected(row, key, 1, head, j)) / Math.Sqrt(Width)))];
                    for (int j = 0; j < Width; j++)
                    {
                        heads[(((row * Steps) + query) * Features) + (head * Width) + j] = Enumerable.Range(0, Steps).Sum(key =>
                            factors[(((((row * Heads) + head) * Steps) + query) * Steps) + key] * e[key] / e.Sum() * Projected(row, key, 2, head, j));
                    }
                }
            }
        }

        for (int i = 0; i < y.Length; i++)
        {
            y[i] = Weight("outputBias", 0, i % Features)
                + Enumerable.Range(0, Features).Sum(c => heads[(i / Features * Features) + c] * Weight("outputWeight", c, i % Features));
        }

        return y;
    }
}
