using System.Diagnostics;
using System.Reflection;

namespace NetGen.Numerics.Tests;

/// <summary>Comparisons of kernels with references.</summary>
internal static class NumericAssert
{
    /// <summary>|actual - expected| ≤ tolerance·(scale + |expected|) + absolute; infinities and NaN must be the same.</summary>
    public static void Close(double expected, double actual, double tolerance, double scale = 0, string place = "", double absolute = 0)
    {
        if (double.IsFinite(expected) && double.IsFinite(actual))
        {
            double limit = (tolerance * (scale + Math.Abs(expected))) + absolute;
            Assert.True(Math.Abs(actual - expected) <= limit, $"{place}: expected {expected:R}, got {actual:R}, differing by {actual - expected:E2} > {limit:E2}");
            return;
        }

        Assert.True(expected.Equals(actual), $"{place}: expected {expected}, got {actual}");
    }

    public static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance, double scale = 0, string place = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Close(expected[i], actual[i], tolerance, scale, $"{place}[{i}]");
        }
    }

    /// <summary>The same bits, but that any NaN equals any other.</summary>
    public static void SameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, string place = "")
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            bool same = BitConverter.SingleToInt32Bits(expected[i]) == BitConverter.SingleToInt32Bits(actual[i])
                || (float.IsNaN(expected[i]) && float.IsNaN(actual[i]));
            Assert.True(same, $"{place}[{i}]: {expected[i]:R} against {actual[i]:R}");
        }
    }

    /// <summary>(f(x + h) - f(x - h))/2h at each element of x, for a function of all of x.</summary>
    public static double[] FiniteDifferences(Func<double[], double> f, ReadOnlySpan<float> x, double h = 1e-6)
    {
        double[] at = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            at[i] = x[i];
        }

        double[] result = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            double centre = at[i];
            at[i] = centre + h;
            double above = f(at);
            at[i] = centre - h;
            double below = f(at);
            at[i] = centre;
            result[i] = (above - below) / (2 * h);
        }

        return result;
    }

    /// <summary>Asserts that a call allocates nothing on this thread, once it has run before.</summary>
    public static void AllocatesNothing(Action call)
    {
        // Without optimisation the vector methods of .NET itself box their arguments.
        Assert.SkipWhen(
            typeof(Workspace).Assembly.GetCustomAttribute<DebuggableAttribute>() is { IsJITOptimizerDisabled: true }, "NetGen is compiled for debugging.");
        call();
        long before = GC.GetAllocatedBytesForCurrentThread();
        call();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
