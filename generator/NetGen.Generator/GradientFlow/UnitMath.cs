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

    private const MethodImplOptions AtOnce = (MethodImplOptions)512;

    /// <summary>values[start..] += a w + b x + c y + d z.</summary>
    [MethodImpl(AtOnce)]
    public static void Add(double[] values, int start, int count, double a, double[] w, double b, double[] x, double c, double[] y, double d, double[] z)
    {
        (var va, var vb, var vc, var vd) = (new Vector<double>(a), new Vector<double>(b), new Vector<double>(c), new Vector<double>(d));
        for (int i = start; i < start + count; i += Vector<double>.Count)
        {
            Vector<double> sum = (va * new Vector<double>(w, i)) + (vb * new Vector<double>(x, i)) + ((vc * new Vector<double>(y, i)) + (vd * new Vector<double>(z, i)));
            (new Vector<double>(values, i) + sum).CopyTo(values, i);
        }
    }

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

    /// <summary>sum[i] = a[i] x[i] + b[i] y[i] over a part of each, without the first term where there is no a, and the second where there is no b.</summary>
    [MethodImpl(AtOnce)]
    public static void Combine(double[] sum, int start, int count, double[]? a, int atA, double[] x, int atX, double[]? b, int atB, double[] y, int atY)
    {
        for (int i = 0; i < count; i += Vector<double>.Count)
        {
            var value = new Vector<double>(x, atX + i);
            value = a is null ? value : value * new Vector<double>(a, atA + i);
            value = b is null ? value : value + (new Vector<double>(b, atB + i) * new Vector<double>(y, atY + i));
            value.CopyTo(sum, start + i);
        }
    }

    /// <summary>sum[i] = factor a[i] + b[i] sum[i] over a part of each; a is 1 where there is none, b is 0.</summary>
    [MethodImpl(AtOnce)]
    public static void Pass(double[] sum, int start, int count, double factor, double[]? a, double[]? b, int at)
    {
        var entering = new Vector<double>(factor);
        for (int i = 0; i < count; i += Vector<double>.Count)
        {
            Vector<double> value = a is null ? entering : entering * new Vector<double>(a, at + i);
            value = b is null ? value : value + (new Vector<double>(b, at + i) * new Vector<double>(sum, start + i));
            value.CopyTo(sum, start + i);
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

    /// <summary>The sum of p[i] (a[i] b[i] + c[i] d[i] + e[i] f[i]), where there is an e.</summary>
    [MethodImpl(AtOnce)]
    public static double Sum(double[] p, int at, double[] a, double[] b, double[] c, double[] d, double[]? e, double[]? f, int other, int count, double[] lanes)
    {
        for (int lane = 0; lane < Lanes; lane += Vector<double>.Count)
        {
            Vector<double> sum = Vector<double>.Zero;
            for (int i = lane; i < count; i += Lanes)
            {
                Vector<double> product = (new Vector<double>(a, at + i) * new Vector<double>(b, other + i)) + (new Vector<double>(c, at + i) * new Vector<double>(d, other + i));
                product = e is null ? product : product + (new Vector<double>(e, at + i) * new Vector<double>(f!, other + i));
                sum += new Vector<double>(p, at + i) * product;
            }

            sum.CopyTo(lanes, lane);
        }

        return Total(lanes);
    }

    private static double Total(double[] lanes) => lanes[0] + lanes[1] + (lanes[2] + lanes[3]) + (lanes[4] + lanes[5] + (lanes[6] + lanes[7]));
}
