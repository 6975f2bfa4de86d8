using System.Numerics;
using System.Runtime.InteropServices;

namespace NetGen;

/// <summary>
/// Draws a matrix with orthonormal columns (or rows, when there are fewer of them), each such matrix equally likely.
/// </summary>
/// <remarks>
/// The matrix is the Q of the QR factorisation of a Gaussian matrix whose R has a positive diagonal (Mezzadri 2007; so does
/// PyTorch). Householder's method maps one column after the other onto an axis, and the columns that it has not come to yet
/// stay independent and Gaussian. So the reflections can be drawn directly from Gaussian vectors that get shorter (Stewart
/// 1980), without a factorisation, and Q is their product, computed in double precision.
/// </remarks>
internal static class OrthogonalMatrix
{
    // Columns of Q that are computed together: few enough to stay in the cache, whatever the number of rows.
    private const int PanelColumns = 64;

    public static void Fill(MatrixView tensor, double scale, ref Philox random)
    {
        int rows = Math.Max(tensor.Rows, tensor.Columns);
        int columns = Math.Min(tensor.Rows, tensor.Columns);
        bool transposed = tensor.Rows < tensor.Columns;
        double[] reflectors = new double[checked((long)rows * columns)];
        double[] signs = new double[columns];
        DrawReflectors(reflectors, signs, rows, ref random);

        double[] panel = new double[checked(rows * PanelColumns)];
        for (int first = 0; first < columns; first += PanelColumns)
        {
            int width = Math.Min(PanelColumns, columns - first);
            ComputePanel(panel, reflectors, signs, rows, first, width);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < width; column++)
                {
                    float value = (float)(scale * panel[(row * PanelColumns) + column]);
                    (transposed ? ref tensor[first + column, row] : ref tensor[row, first + column]) = value;
                }
            }
        }
    }

    /// <summary>
    /// Draws v, one row of <paramref name="reflectors"/> for each column, scaled so that the reflection is I - v·vᵀ, and the
    /// sign that R has on its diagonal there.
    /// </summary>
    private static void DrawReflectors(double[] reflectors, double[] signs, int rows, ref Philox random)
    {
        for (int k = 0; k < signs.Length; k++)
        {
            Span<double> v = reflectors.AsSpan(checked(k * rows), rows);
            double squares = 0;
            for (int i = k; i < rows; i++)
            {
                v[i] = random.NextNormal();
                squares += v[i] * v[i];
            }

            double norm = Math.Sqrt(squares);
            double sign = v[k] < 0 ? -1 : 1;
            // The reflection that sends x to -sign·‖x‖·e: v = x + sign·‖x‖·e, ‖v‖² = 2·‖x‖·(‖x‖ + |x_k|).
            double length = Math.Sqrt(norm * (norm + (sign * v[k])));
            v[k] += sign * norm;
            for (int i = k; i < rows; i++)
            {
                v[i] /= length;
            }

            signs[k] = -sign;
        }
    }

    /// <summary>Applies the reflections, last to first, to columns of the identity.</summary>
    private static void ComputePanel(double[] panel, double[] reflectors, double[] signs, int rows, int first, int width)
    {
        Array.Clear(panel);
        for (int column = 0; column < width; column++)
        {
            panel[((first + column) * PanelColumns) + column] = signs[first + column];
        }

        Span<double> projection = stackalloc double[PanelColumns];
        for (int k = first + width - 1; k >= 0; k--)
        {
            ReadOnlySpan<double> v = reflectors.AsSpan(k * rows, rows);
            projection.Clear();
            for (int i = k; i < rows; i++)
            {
                AddScaled(projection, panel.AsSpan(i * PanelColumns, PanelColumns), v[i]);
            }

            for (int i = k; i < rows; i++)
            {
                AddScaled(panel.AsSpan(i * PanelColumns, PanelColumns), projection, -v[i]);
            }
        }
    }

    /// <summary>y += a·x. Element by element and rounded twice, so the width of a vector does not show in the bits.</summary>
    private static void AddScaled(Span<double> y, ReadOnlySpan<double> x, double a)
    {
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(y);
        ReadOnlySpan<Vector<double>> terms = MemoryMarshal.Cast<double, Vector<double>>(x);
        var factor = new Vector<double>(a);
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += terms[i] * factor;
        }
    }
}
