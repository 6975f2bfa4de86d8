namespace NetGen.Numerics.Tests;

/// <summary>Trajectories of 50 steps against references in double precision, written from the papers' formulas.</summary>
public class OptimizerReferenceTests
{
    private const int Steps = 50;
    private static readonly NetworkInfo s_network = OptimizerHarness.CreateNetwork((4, 7));
    private static readonly int s_weights = s_network.Parameters[0].Count;
    private static readonly int s_count = s_network.ParameterCount;

    /// <summary>One element's step: weight, gradient, states, step number, weight decay; returns the new weight.</summary>
    private delegate double Reference(double w, double g, double[] states, int t, double decay);

    [Fact]
    public void AdaBelief() => Follow(new AdaBelief(0.02f, 0.9, 0.99, 1e-12, 0.1f), (w, g, s, t, decay) =>
    {
        s[0] = (0.9 * s[0]) + (0.1 * g);
        s[1] = (0.99 * s[1]) + (0.01 * (g - s[0]) * (g - s[0])) + 1e-12;
        double m = s[0] / (1 - Math.Pow(0.9, t));
        double v = s[1] / (1 - Math.Pow(0.99, t));
        return (w * (1 - (0.02 * decay))) - (0.02 * m / (Math.Sqrt(v) + 1e-12));
    });

    [Fact]
    public void Yogi() => Follow(new Yogi(0.02f, 0.9, 0.98, 1e-3, weightDecay: 0.1f), (w, g, s, t, decay) =>
    {
        double d = g + (decay * w);
        double v = t == 1 ? 1e-6 : s[1];
        s[0] = (0.9 * s[0]) + (0.1 * d);
        s[1] = v - (0.02 * Math.Sign(v - (d * d)) * d * d);
        double m = s[0] / (1 - Math.Pow(0.9, t));
        return w - (0.02 * m / (Math.Sqrt(s[1] / (1 - Math.Pow(0.98, t))) + 1e-3));
    });

    [Fact]
    public void Lion() => Follow(new Lion(0.003f, 0.8, 0.95, 0.5f), (w, g, s, t, decay) =>
    {
        double c = (0.8 * s[0]) + (0.2 * g);
        s[0] = (0.95 * s[0]) + (0.05 * g);
        return w - (0.003 * (Math.Sign(c) + (decay * w)));
    });

    [Fact]
    public void Adan() => Follow(new Adan(0.02f, 0.95, 0.9, 0.98, 1e-8, 0.1f), (w, g, s, t, decay) =>
    {
        double difference = t == 1 ? 0 : g - s[3];
        s[0] = (0.95 * s[0]) + (0.05 * g);
        s[1] = (0.9 * s[1]) + (0.1 * difference);
        double ahead = g + (0.9 * difference);
        s[2] = (0.98 * s[2]) + (0.02 * ahead * ahead);
        s[3] = g;
        double m = s[0] / (1 - Math.Pow(0.95, t));
        double u = s[1] / (1 - Math.Pow(0.9, t));
        double n = s[2] / (1 - Math.Pow(0.98, t));
        return (w - (0.02 * (m + (0.9 * u)) / (Math.Sqrt(n) + 1e-8))) / (1 + (0.02 * decay));
    });

    [Fact]
    public void AMSGrad() => Follow(new AMSGrad(0.02f, 0.9, 0.8, 1e-8, 0.1f), (w, g, s, t, decay) =>
    {
        double d = g + (decay * w);
        s[0] = (0.9 * s[0]) + (0.1 * d);
        s[1] = (0.8 * s[1]) + (0.2 * d * d);
        s[2] = Math.Max(s[2], s[1]);
        return w - (0.02 * s[0] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(s[2] / (1 - Math.Pow(0.8, t))) + 1e-8));
    });

    [Fact]
    public void NAdam()
    {
        double[] products = new double[Steps + 2];
        products[0] = 1;
        for (int t = 1; t < products.Length; t++)
        {
            products[t] = products[t - 1] * Momentum(t);
        }

        Follow(new NAdam(0.02f, 0.9, 0.99, 1e-8, 0.1f, 0.01), (w, g, s, t, decay) =>
        {
            double d = g + (decay * w);
            s[0] = (0.9 * s[0]) + (0.1 * d);
            s[1] = (0.99 * s[1]) + (0.01 * d * d);
            double m = (Momentum(t + 1) * s[0] / (1 - products[t + 1])) + ((1 - Momentum(t)) * d / (1 - products[t]));
            return w - (0.02 * m / (Math.Sqrt(s[1] / (1 - Math.Pow(0.99, t))) + 1e-8));
        });

        static double Momentum(int t) => 0.9 * (1 - (0.5 * Math.Pow(0.96, t * 0.01)));
    }

    [Fact]
    public void LambScalesTheStepOfAMatrixByItsNorm()
    {
        var harness = new OptimizerHarness(new LAMB(0.02f, 0.9, 0.99, 1e-6, 0.1f), s_network);
        double[] w = Start();
        harness.SetWeights(w);
        double[] m = new double[s_count], v = new double[s_count], u = new double[s_count];
        for (int t = 1; t <= Steps; t++)
        {
            double[] g = Gradient(t);
            for (int i = 0; i < s_count; i++)
            {
                m[i] = (0.9 * m[i]) + (0.1 * g[i]);
                v[i] = (0.99 * v[i]) + (0.01 * g[i] * g[i]);
                u[i] = m[i] / (1 - Math.Pow(0.9, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.99, t))) + 1e-6);
                u[i] += i < s_weights ? 0.1 * w[i] : 0;
            }

            double ratio = Norm(w.AsSpan(0, s_weights)) / Norm(u.AsSpan(0, s_weights));
            for (int i = 0; i < s_count; i++)
            {
                w[i] -= 0.02 * (i < s_weights ? ratio : 1) * u[i];
            }

            harness.Step(g);
            Compare(w, harness.GetWeights(), t);
        }
    }

    [Fact]
    public void LambTakesAPlainStepWhereTheWeightsAreZero()
    {
        var harness = new OptimizerHarness(new LAMB(0.02f), s_network);
        harness.Step(Gradient(1));
        Assert.All(harness.GetWeights(), static w => Assert.Equal(0.02f, Math.Abs(w), 0.0001f));
    }

    private static void Follow(Optimizer optimizer, Reference reference)
    {
        var harness = new OptimizerHarness(optimizer, s_network);
        double[] w = Start();
        harness.SetWeights(w);
        double[][] states = [.. Enumerable.Range(0, s_count).Select(static _ => new double[4])];
        for (int t = 1; t <= Steps; t++)
        {
            double[] g = Gradient(t);
            for (int i = 0; i < s_count; i++)
            {
                w[i] = reference(w[i], g[i], states[i], t, i < s_weights ? optimizer.WeightDecay : 0);
            }

            harness.Step(g);
            Compare(w, harness.GetWeights(), t);
        }
    }

    private static void Compare(double[] expected, float[] actual, int step)
    {
        for (int i = 0; i < expected.Length; i++)
        {
            // Weights of about 0.5 pass near 0, where only the error against their usual size means something.
            double tolerance = 1e-5 * Math.Max(Math.Abs(expected[i]), 0.1);
            Assert.True(Math.Abs(actual[i] - expected[i]) <= tolerance, $"step {step}, value {i}: {actual[i]:G9} instead of {expected[i]:G9}");
        }
    }

    private static double[] Start() => Numbers(0, static (_, r) => r - 0.5);

    // A drifting direction with noise, of a different size for each element; exact in single precision.
    private static double[] Gradient(int step) =>
        Numbers(step, (i, r) => Math.Pow(10, (i % 5) - 3) * (Math.Cos((0.2 * step) + i) + r));

    private static double[] Numbers(int seed, Func<int, double, double> value)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, s_count).Select(i => (double)(float)value(i, random.NextDouble()))];
    }

    private static double Norm(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
