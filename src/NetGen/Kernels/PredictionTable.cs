using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;

namespace NetGen.Kernels;

/// <summary>Reads the predictions of a deep network, which generated code writes as a table.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PredictionTable
{
    private const int Columns = 9;

    /// <summary>
    /// Reads a line for each layer: its name and, between spaces, the numbers of a <see cref="LayerPrediction"/> in the order of their
    /// declaration; <c>?</c> is not a number, <c>1-x</c> a number near 1; the last is left out where it is not a number.
    /// </summary>
    /// <exception cref="FormatException">A line has another number of columns, or a number cannot be read.</exception>
    public static ImmutableArray<LayerPrediction> Read(string table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var layers = ImmutableArray.CreateBuilder<LayerPrediction>();
        foreach (string line in table.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] cells = line.Split(' ');
            if (cells.Length is not (Columns or Columns + 1))
            {
                throw new FormatException($"The line '{line}' has {cells.Length} columns; a prediction has {Columns}.");
            }

            layers.Add(new LayerPrediction
            {
                Name = cells[0],
                PreactivationScale = Number(cells[1]),
                ActivationScale = Number(cells[2]),
                SaturatedFraction = Number(cells[3]),
                DeadFraction = Number(cells[4]),
                Correlation = Number(cells[5]),
                GradientNorm = Number(cells[6]),
                BiasGradientNorm = Number(cells[7]),
                GradientSpread = Number(cells[8]),
                DecadesOverTime = cells.Length > Columns ? Number(cells[Columns]) : double.NaN,
            });
        }

        return layers.ToImmutable();
    }

    private static double Number(string cell) => cell switch
    {
        "?" => double.NaN,
        "inf" => double.PositiveInfinity,
        "-inf" => double.NegativeInfinity,
        _ when cell.StartsWith("1-", StringComparison.Ordinal) => 1 - double.Parse(cell.AsSpan(2), NumberStyles.Float, CultureInfo.InvariantCulture),
        _ => double.Parse(cell, NumberStyles.Float, CultureInfo.InvariantCulture),
    };
}
