using System.Numerics;
using System.Runtime.CompilerServices;

namespace NetGen.Generator.GradientFlow;

/// <summary>
/// Gaussian processes over time of one covariance, for pairs of samples: z and z' of a unit. Sum and difference of the two are independent, so
/// each has a Cholesky factor of its own, of which a step adds a row.
/// </summary>
/// <param name="steps">The most steps.</param>
/// <param name="pairs">The units, each of which sees two samples: the first half of an array has one, the second the other.</param>
/// <param name="gates">The processes of this covariance, independent of each other.</param>
/// <param name="draws">Normal numbers for the units.</param>
/// <param name="key">What distinguishes its draws from others.</param>
internal sealed class GateProcess(int steps, int pairs, int gates, UnitDraws draws, ulong key)
{
    // A variance below this share of the whole is rounding.
    private const double Least = 1e-12;

    // The share of the variance that is always new.
    private const double New = 1e-3;
    private const double Half = 0.70710678118654752440;

    // The Cholesky factors by columns, of which a step adds a row; and by gate the normal numbers of all steps.
    private readonly double[][] _sums = NewColumns(steps);
    private readonly double[][] _differences = NewColumns(steps);
    private readonly Vector<double>[][][] _normals = NewNormals(gates, steps, 2 * pairs / Vector<double>.Count);
    private readonly double[] _drawn = new double[2 * pairs];
    private readonly double[] _row = new double[steps];
    private readonly double[] _otherRow = new double[steps];

    /// <summary>The values of each gate at the last step.</summary>
    public Vector<double>[][] Values { get; } = UnitWalk.NewVectors(gates, 2 * pairs / Vector<double>.Count);

    /// <summary>Draws a step, given all before it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="own">E[z(t) z(s)] for each s up to the step.</param>
    /// <param name="samples">E[z(t) z'(s)].</param>
    /// <param name="basis">What new numbers must not have in common with.</param>
    public void Advance(int step, double[] own, double[] samples, UnitBasis basis)
    {
        Row(_sums, _row, step, own, samples, 1);
        Row(_differences, _otherRow, step, own, samples, -1);
        for (int g = 0; g < gates; g++)
        {
            ulong which = key + ((ulong)((step * gates) + g) << 8);
            draws.Fill(_drawn, 0, which);
            draws.Fill(_drawn, pairs, which + 1);
            basis.Clean(_drawn, 0);
            basis.Clean(_drawn, pairs);
            Mix(step, _normals[g], Values[g]);
        }
    }

    /// <summary>The rows times the normal numbers of all steps so far, for sums and differences; from these the two samples.</summary>
    [MethodImpl(UnitMath.AtOnce)]
    private void Mix(int step, Vector<double>[][] normals, Vector<double>[] values)
    {
        int width = values.Length, half = width / 2;
        for (int i = 0; i < width; i++)
        {
            normals[step][i] = new Vector<double>(_drawn, i * Vector<double>.Count);
        }

        (double[] sums, double[] differences) = (_row, _otherRow);
        var scale = new Vector<double>(Half);
        for (int i = 0; i < half; i += 2)
        {
            Vector<double> sum = Vector<double>.Zero, nextSum = sum, difference = sum, nextDifference = sum;
            for (int s = 0; s <= step; s++)
            {
                Vector<double>[] drawn = normals[s];
                (var a, var b) = (new Vector<double>(sums[s]), new Vector<double>(differences[s]));
                sum += a * drawn[i];
                nextSum += a * drawn[i + 1];
                difference += b * drawn[i + half];
                nextDifference += b * drawn[i + half + 1];
            }

            (values[i], values[i + half]) = (scale * (sum + difference), scale * (sum - difference));
            (values[i + 1], values[i + half + 1]) = (scale * (nextSum + nextDifference), scale * (nextSum - nextDifference));
        }
    }

    /// <summary>
    /// The next row of the Cholesky factor of K + C, or K - C. The covariances are estimates: where they leave less than a small share of the
    /// variance to what is new, or less than none, the row is scaled so that the variance is right.
    /// </summary>
    [MethodImpl(UnitMath.AtOnce)]
    private static void Row(double[][] columns, double[] row, int step, double[] own, double[] samples, int sign)
    {
        double square = own[step] + (sign * samples[step]);
        if (square <= Least * own[step])
        {
            Array.Clear(row, 0, step + 1);
            return;
        }

        for (int s = 0; s < step; s++)
        {
            row[s] = own[s] + (sign * samples[s]);
        }

        double known = 0;
        for (int s = 0; s < step; s++)
        {
            double[] column = columns[s];
            row[s] = column[s] > 0 ? row[s] / column[s] : 0;
            known += row[s] * row[s];
            if (row[s] != 0)
            {
                UnitMath.Subtract(row, s + 1, step, row[s], column);
            }
        }

        double most = square * (1 - New);
        double factor = known > most ? Math.Sqrt(most / known) : 1;
        row[step] = Math.Sqrt(square - Math.Min(known, most));
        for (int s = 0; s < step; s++)
        {
            row[s] *= factor;
            columns[s][step] = row[s];
        }

        columns[step][step] = row[step];
    }

    private static Vector<double>[][][] NewNormals(int gates, int steps, int width)
    {
        var all = new Vector<double>[gates][][];
        for (int g = 0; g < gates; g++)
        {
            all[g] = UnitWalk.NewVectors(steps, width);
        }

        return all;
    }

    private static double[][] NewColumns(int steps)
    {
        var columns = new double[steps][];
        for (int s = 0; s < steps; s++)
        {
            columns[s] = new double[steps];
        }

        return columns;
    }
}
