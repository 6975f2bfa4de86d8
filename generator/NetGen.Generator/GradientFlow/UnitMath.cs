using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Arithmetic over a population of units, in vectors. Sums have eight parts, added in one order, so that they are the same at every width.
/// </summary>
/// <remarks>Compiled at full speed at once: a walk is over before the runtime would notice that its loops are hot.</remarks>
internal static class UnitMath
{
    /// <summary>The numbers of units that are taken together; counts are multiples of it.</summary>
    public const int Lanes = 8;

    /// <summary>Compiled at full speed at the first call.</summary>
    public const MethodImplOptions AtOnce = (MethodImplOptions)512;

    /// <summary>values[start..] += a x[from..].</summary>
    [MethodImpl(AtOnce)]
    public static void Add(double[] values, int start, int count, double a, double[] x, int from)
    {
        var factor = new Vector<double>(a);
        for (int i = 0; i < count; i += Vector<double>.Count)
        {
            (new Vector<double>(values, start + i) + (factor * new Vector<double>(x, from + i))).CopyTo(values, start + i);
        }
    }

    /// <summary>values[i] -= a x[i] from start to end, which need not be multiples of the lanes.</summary>
    [MethodImpl(AtOnce)]
    public static void Subtract(double[] values, int start, int end, double a, double[] x)
    {
        var factor = new Vector<double>(a);
        int i = start;
        for (; i + Vector<double>.Count <= end; i += Vector<double>.Count)
        {
            (new Vector<double>(values, i) - (factor * new Vector<double>(x, i))).CopyTo(values, i);
        }

        for (; i < end; i++)
        {
            values[i] -= a * x[i];
        }
    }

    /// <summary>sum[i] = input[from + i], where there is one, + gain states[at + i].</summary>
    [MethodImpl(AtOnce)]
    public static void Covariance(double[] sum, int count, double[]? input, int from, double gain, double[] states, int at)
    {
        for (int i = 0; i < count; i++)
        {
            sum[i] = (input is null ? 0 : input[from + i]) + (gain == 0 ? 0 : gain * states[at + i]);
        }
    }

    /// <summary>last[i] = a x[i] y[i] - b last[i]; the count is a multiple of the lanes.</summary>
    [MethodImpl(AtOnce)]
    public static void Recur(double[] last, double[] y, double a, double[] x, double b, int count)
    {
        (var va, var vb) = (new Vector<double>(a), new Vector<double>(b));
        for (int i = 0; i < count; i += Vector<double>.Count)
        {
            ((va * new Vector<double>(x, i) * new Vector<double>(y, i)) - (vb * new Vector<double>(last, i))).CopyTo(last, i);
        }
    }

    /// <summary>The sum of a[i] b[i].</summary>
    [MethodImpl(AtOnce)]
    public static double Sum(double[] a, int atA, double[] b, int atB, int count, double[] lanes)
    {
        for (int lane = 0; lane < Lanes; lane += Vector<double>.Count)
        {
            Vector<double> sum = Vector<double>.Zero;
            for (int i = lane; i < count; i += Lanes)
            {
                sum += new Vector<double>(a, atA + i) * new Vector<double>(b, atB + i);
            }

            sum.CopyTo(lanes, lane);
        }

        return Total(lanes);
    }

    /// <summary>The sum of a[i] b[i] c[i].</summary>
    [MethodImpl(AtOnce)]
    public static double Sum(double[] a, int atA, double[] b, int atB, double[] c, int atC, int count, double[] lanes)
    {
        for (int lane = 0; lane < Lanes; lane += Vector<double>.Count)
        {
            Vector<double> sum = Vector<double>.Zero;
            for (int i = lane; i < count; i += Lanes)
            {
                sum += new Vector<double>(a, atA + i) * new Vector<double>(b, atB + i) * new Vector<double>(c, atC + i);
            }

            sum.CopyTo(lanes, lane);
        }

        return Total(lanes);
    }

    /// <summary>The sum of the lanes from a place on.</summary>
    public static double Total(double[] lanes, int at = 0) =>
        lanes[at] + lanes[at + 1] + (lanes[at + 2] + lanes[at + 3]) + (lanes[at + 4] + lanes[at + 5] + (lanes[at + 6] + lanes[at + 7]));
}
