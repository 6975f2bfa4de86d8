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
    private const double Negligible = 1e-7;
    private const double Half = 0.70710678118654752440;

    private readonly double[][] _sums = new double[steps][];
    private readonly double[][] _differences = new double[steps][];
    private readonly double[][][] _normals = NewArrays(steps, gates, 2 * pairs);

    /// <summary>The values of each gate at the last step.</summary>
    public double[][] Values { get; } = NewArrays(1, gates, 2 * pairs)[0];

    /// <summary>Draws a step, given all before it.</summary>
    /// <param name="step">The step.</param>
    /// <param name="own">E[z(t) z(s)] for each s up to the step.</param>
    /// <param name="samples">E[z(t) z'(s)].</param>
    /// <param name="basis">What new numbers must not have in common with.</param>
    public void Advance(int step, double[] own, double[] samples, UnitBasis basis)
    {
        _sums[step] = Row(_sums, step, own, samples, 1);
        _differences[step] = Row(_differences, step, own, samples, -1);
        for (int g = 0; g < gates; g++)
        {
            double[] normals = _normals[step][g];
            ulong which = key + ((ulong)((step * gates) + g) << 8);
            draws.Fill(normals, 0, which);
            draws.Fill(normals, pairs, which + 1);
            basis.Clean(normals, 0);
            basis.Clean(normals, pairs);
            double[] values = Values[g];
            Array.Clear(values, 0, values.Length);
            Accumulate(_sums[step], g, values, 0);
            Accumulate(_differences[step], g, values, pairs);
            for (int i = 0; i < pairs; i++)
            {
                (double sum, double difference) = (values[i], values[pairs + i]);
                values[i] = Half * (sum + difference);
                values[pairs + i] = Half * (sum - difference);
            }
        }
    }

    /// <summary>
    /// The next row of the Cholesky factor of K + C, or K - C. The covariances are estimates: where they leave less than a small share of the
    /// variance to what is new, or less than none, the row is scaled so that the variance is right.
    /// </summary>
    private static double[] Row(double[][] rows, int step, double[] own, double[] samples, int sign)
    {
        var row = new double[step + 1];
        double square = own[step] + (sign * samples[step]);
        if (square <= Least * own[step])
        {
            return row;
        }

        double known = 0;
        for (int s = 0; s < step; s++)
        {
            double[] before = rows[s];
            double rest = own[s] + (sign * samples[s]);
            for (int r = 0; r < s; r++)
            {
                rest -= row[r] * before[r];
            }

            row[s] = before[s] > 0 ? rest / before[s] : 0;
            known += row[s] * row[s];
        }

        double most = square * (1 - New);
        if (known > most)
        {
            double factor = Math.Sqrt(most / known);
            for (int s = 0; s < step; s++)
            {
                row[s] *= factor;
            }

            known = most;
        }

        row[step] = Math.Sqrt(square - known);
        return row;
    }

    /// <summary>values += the row times the normal numbers of all steps so far.</summary>
    private void Accumulate(double[] row, int gate, double[] values, int start)
    {
        int s = 0;
        double least = Negligible * row[^1] * row[^1];
        for (; s + 3 < row.Length; s += 4)
        {
            (double a, double b, double c, double d) = (row[s], row[s + 1], row[s + 2], row[s + 3]);
            if ((a * a) + (b * b) + (c * c) + (d * d) <= least)
            {
                continue;
            }

            UnitMath.Add(values, start, pairs, a, _normals[s][gate], b, _normals[s + 1][gate], c, _normals[s + 2][gate], d, _normals[s + 3][gate]);
        }

        for (; s < row.Length; s++)
        {
            UnitMath.Add(values, start, pairs, row[s], _normals[s][gate], start);
        }
    }

    private static double[][][] NewArrays(int first, int second, int length)
    {
        var all = new double[first][][];
        for (int i = 0; i < first; i++)
        {
            all[i] = new double[second][];
            for (int j = 0; j < second; j++)
            {
                all[i][j] = new double[length];
            }
        }

        return all;
    }
}
