using System.Globalization;
using NetGen.Generator.GradientFlow;
using NetGen.Generator.Infrastructure;

namespace NetGen.Generator.Emission;

/// <summary>The predictions of many layers as lines of numbers, which the runtime reads: as objects they would be longer than all the rest.</summary>
internal static class PredictionRows
{
    private const int LongestLine = 240;

    // Where there are so many that nobody reads them one by one, the file is kept short instead.
    private const int MostReadable = 256;
    private const int RowsOfALongLine = 16;

    public static void Write(CodeWriter writer, IReadOnlyList<LayerFlow> layers)
    {
        writer.Line("    Layers = global::NetGen.Kernels.PredictionTable.Read(");
        for (int i = 0; i < layers.Count;)
        {
            string rows = "";
            int first = i;
            do
            {
                rows += Row(layers[i]) + "\n";
                i++;
            }
            while (i < layers.Count && (layers.Count > MostReadable ? i - first < RowsOfALongLine : rows.Length + Row(layers[i]).Length < LongestLine));

            writer.Line("        " + Text.Quote(rows) + (i < layers.Count ? " +" : "),"));
        }
    }

    private static string Row(LayerFlow layer)
    {
        double gradient = layer.GradientHolds ? layer.WeightGradient : double.NaN;
        double bias = layer.GradientHolds ? layer.BiasGradient : double.NaN;

        // Near 1 what matters of a correlation is the distance from it.
        string correlation = layer.Correlation is > 0.9 and < 1 ? "1-" + Number(1 - layer.Correlation) : Number(layer.Correlation);
        return string.Join(" ",
            layer.Name, Number(layer.PreactivationScale), Number(layer.ActivationScale), Number(layer.SaturatedFraction), Number(layer.DeadFraction),
            correlation, Number(gradient), Number(bias), Number(Math.Exp(layer.Deviation / 2)))
            + (double.IsNaN(layer.DecadesOverTime) ? "" : " " + Number(layer.DecadesOverTime));
    }

    /// <summary>Three digits, in which all runtimes agree.</summary>
    private static string Number(double value) =>
        double.IsNaN(value) ? "?" : double.IsInfinity(value) ? value > 0 ? "inf" : "-inf" : value.ToString("0.##E+0", CultureInfo.InvariantCulture).Replace("E+0", "");
}
