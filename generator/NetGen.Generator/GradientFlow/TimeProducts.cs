namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Products of values at two steps of a sequence, in the mean over channels: of one sample and of two. Both matrices are symmetric; where a
/// sequence is longer than they are, they are those of its last steps.
/// </summary>
/// <param name="steps">The steps.</param>
internal sealed class TimeProducts(int steps)
{
    public int Steps => steps;

    /// <summary>E[a(t) a(s)] of one sample, row by row.</summary>
    public double[] Own { get; } = new double[steps * steps];

    /// <summary>E[a(t) a'(s)] of two samples, for the mean of both signs of their cosine.</summary>
    public double[] Samples { get; } = new double[steps * steps];

    /// <summary>The sum over all steps of the squares.</summary>
    public double Squares => Diagonal(Own);

    /// <summary>The sum over all steps of the products of two samples.</summary>
    public double SampleSquares => Diagonal(Samples);

    /// <summary>Values that have the same in common at any two steps.</summary>
    /// <param name="steps">The steps.</param>
    /// <param name="square">The square at one step.</param>
    /// <param name="pairs">What is common to steps and samples.</param>
    public static TimeProducts Alike(int steps, double square, Pairs pairs)
    {
        var all = new TimeProducts(steps);
        double places = square * pairs.Places.Average, samples = square * pairs.Samples.Average, both = square * pairs.Both.Average;
        for (int t = 0; t < steps; t++)
        {
            for (int s = 0; s < steps; s++)
            {
                all.Own[(t * steps) + s] = t == s ? square : places;
                all.Samples[(t * steps) + s] = t == s ? samples : both;
            }
        }

        return all;
    }

    /// <summary>Only the last step has a value.</summary>
    public static TimeProducts Last(int steps, double square, double samples)
    {
        var last = new TimeProducts(steps);
        last.Own[^1] = square;
        last.Samples[^1] = samples;
        return last;
    }

    /// <summary>Each product by itself.</summary>
    /// <param name="own">Of the step, the other step, and the product of one sample.</param>
    /// <param name="samples">The same of two samples.</param>
    public TimeProducts Map(Func<int, int, double, double> own, Func<int, int, double, double> samples)
    {
        var mapped = new TimeProducts(steps);
        for (int t = 0; t < steps; t++)
        {
            for (int s = 0; s < steps; s++)
            {
                int i = (t * steps) + s;
                mapped.Own[i] = own(t, s, Own[i]);
                mapped.Samples[i] = samples(t, s, Samples[i]);
            }
        }

        return mapped;
    }

    public TimeProducts Times(double factor) => Map((_, _, p) => factor * p, (_, _, p) => factor * p);

    public TimeProducts Plus(TimeProducts other) =>
        Map((t, s, p) => p + other.Own[(t * steps) + s], (t, s, p) => p + other.Samples[(t * steps) + s]);

    /// <summary>The mean of both directions of time.</summary>
    public TimeProducts BothWays()
    {
        int last = Own.Length - 1;
        return Map((t, s, p) => (p + Own[last - (t * steps) - s]) / 2, (t, s, p) => (p + Samples[last - (t * steps) - s]) / 2);
    }

    /// <summary>The means over pairs of different steps, or 0 for one step.</summary>
    public (double Own, double Samples) Apart()
    {
        double pairs = Math.Max(1, (double)steps * (steps - 1));
        return ((Own.Sum() - Squares) / pairs, (Samples.Sum() - SampleSquares) / pairs);
    }

    private double Diagonal(double[] products)
    {
        double sum = 0;
        for (int t = 0; t < steps; t++)
        {
            sum += products[(t * steps) + t];
        }

        return sum;
    }
}
