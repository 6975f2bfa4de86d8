using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Products of values at two steps of a sequence, in the mean over channels: of one sample and of two. Both matrices are symmetric; where a
/// sequence is longer than they are, they are those of its last steps.
/// </summary>
/// <param name="steps">The steps.</param>
/// <param name="own">The products of one sample.</param>
internal sealed class TimeProducts(int steps, double[] own)
{
    /// <summary>Products that are 0.</summary>
    /// <param name="steps">The steps.</param>
    public TimeProducts(int steps)
        : this(steps, new double[steps * steps])
    {
    }

    public int Steps => steps;

    /// <summary>E[a(t) a(s)] of one sample, row by row.</summary>
    public double[] Own => own;

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
    [MethodImpl(UnitMath.AtOnce)]
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
    /// <param name="ofOne">Of the step, the other step, and the product of one sample.</param>
    /// <param name="ofTwo">The same of two samples.</param>
    public TimeProducts Map(Func<int, int, double, double> ofOne, Func<int, int, double, double> ofTwo)
    {
        var mapped = new TimeProducts(steps);
        for (int t = 0; t < steps; t++)
        {
            for (int s = 0; s < steps; s++)
            {
                int i = (t * steps) + s;
                mapped.Own[i] = ofOne(t, s, Own[i]);
                mapped.Samples[i] = ofTwo(t, s, Samples[i]);
            }
        }

        return mapped;
    }

    /// <summary>Each product times a factor, plus a number.</summary>
    public TimeProducts Times(double factor, double plus = 0)
    {
        var mapped = new TimeProducts(steps);
        Scale(mapped.Own, Own, factor, plus);
        Scale(mapped.Samples, Samples, factor, plus);
        return mapped;
    }

    /// <summary>The same for samples that have less in common.</summary>
    public TimeProducts InCommon(double share)
    {
        var mapped = new TimeProducts(steps, own);
        Scale(mapped.Samples, Samples, share, 0);
        return mapped;
    }

    public TimeProducts Plus(TimeProducts other)
    {
        var sum = new TimeProducts(steps);
        Add(sum.Own, Own, other.Own);
        Add(sum.Samples, Samples, other.Samples);
        return sum;
    }

    /// <summary>The mean of both directions of time.</summary>
    public TimeProducts BothWays()
    {
        var both = new TimeProducts(steps);
        Reflect(both.Own, Own);
        Reflect(both.Samples, Samples);
        return both;
    }

    /// <summary>The means over pairs of different steps, or 0 for one step.</summary>
    public (double Own, double Samples) Apart()
    {
        double pairs = Math.Max(1, (double)steps * (steps - 1));
        return ((Sum(Own) - Squares) / pairs, (Sum(Samples) - SampleSquares) / pairs);
    }

    /// <summary>Sums over pairs of steps of these products times others.</summary>
    /// <param name="values">The others.</param>
    /// <param name="longer">How many steps these have before the first.</param>
    [MethodImpl(UnitMath.AtOnce)]
    public (double Own, double Samples) Dot(TimeProducts values, int longer)
    {
        (double all, double samples) = (0, 0);
        (double[] ownHere, double[] ownThere) = (own, values.Own);
        (double[] samplesHere, double[] samplesThere) = (Samples, values.Samples);
        for (int t = 0; t < steps; t++)
        {
            for (int s = 0; s < steps; s++)
            {
                int i = (t * steps) + s, j = (t * (steps + longer)) + s;
                all += ownHere[i] * ownThere[j];
                samples += samplesHere[i] * samplesThere[j];
            }
        }

        return (all, samples);
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

    [MethodImpl(UnitMath.AtOnce)]
    private static void Scale(double[] scaled, double[] products, double factor, double plus)
    {
        for (int i = 0; i < scaled.Length; i++)
        {
            scaled[i] = (factor * products[i]) + plus;
        }
    }

    [MethodImpl(UnitMath.AtOnce)]
    private static void Add(double[] sum, double[] first, double[] second)
    {
        for (int i = 0; i < sum.Length; i++)
        {
            sum[i] = first[i] + second[i];
        }
    }

    [MethodImpl(UnitMath.AtOnce)]
    private static void Reflect(double[] mean, double[] products)
    {
        for (int i = 0, j = products.Length - 1; i < mean.Length; i++, j--)
        {
            mean[i] = (products[i] + products[j]) / 2;
        }
    }

    [MethodImpl(UnitMath.AtOnce)]
    private static double Sum(double[] products)
    {
        double sum = 0;
        for (int i = 0; i < products.Length; i++)
        {
            sum += products[i];
        }

        return sum;
    }
}
