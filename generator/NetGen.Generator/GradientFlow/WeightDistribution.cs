using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>How the elements of a tensor are distributed at creation, as far as signals and gradients feel it.</summary>
/// <param name="Variance">The variance of an element.</param>
/// <param name="Mean">The mean of an element.</param>
/// <param name="Orthogonal">Whether the matrix keeps lengths.</param>
/// <param name="Density">The share of elements that are not zero by construction.</param>
/// <param name="Problem">Why theory has nothing to say, or null.</param>
internal sealed record WeightDistribution(double Variance, double Mean, bool Orthogonal, double Density, string? Problem)
{
    // The variance of a standard normal number that is confined to ±2.
    private const double VarianceWithinTwo = 0.77374130355;

    public static WeightDistribution OfMatrix(InitializerModel init, int inputs, int outputs) => Of(init, inputs, outputs, outputs, inputs);

    /// <summary>Of a convolution: rows are taps and channels, and the fan-out counts the taps too.</summary>
    public static WeightDistribution OfWindow(InitializerModel init, int rows, int filters, int taps) =>
        Of(init, rows, (double)filters * taps, filters, rows) with { Orthogonal = false };

    /// <summary>A vector's fans are both its length.</summary>
    public static WeightDistribution OfVector(InitializerModel init, int length) => Of(init, length, length, length, 1);

    private static WeightDistribution Of(InitializerModel init, double fanIn, double fanOut, int columns, int rows)
    {
        double s = init.Scale;
        double s2 = s * s;
        return init.Kind switch
        {
            Init.Zeros => Constant(0),
            Init.Ones => Constant(1),
            Init.Constant => Constant(s),
            Init.Uniform => Random(s2 / 3),
            Init.Normal => Random(s2),
            Init.TruncatedNormal => Random(s2 * VarianceWithinTwo),
            Init.XavierUniform or Init.XavierNormal => Random(s2 * 2 / (fanIn + fanOut)),
            Init.HeUniform or Init.HeNormal => Random(s2 * 2 / fanIn),
            Init.HeUniformFanOut or Init.HeNormalFanOut => Random(s2 * 2 / fanOut),
            Init.LeCunUniform or Init.LeCunNormal => Random(s2 / fanIn),
            Init.VarianceScaling => Random(s / init.Fan switch { Fan.In => fanIn, Fan.Out => fanOut, _ => (fanIn + fanOut) / 2 }),
            Init.Orthogonal or Init.DeltaOrthogonal => Random(s2 / Math.Max(rows, columns)) with { Orthogonal = true },
            Init.Sparse => Sparse(),
            _ => new(0, 0, false, 1, $"Init.{init.Kind} is not random"),
        };

        WeightDistribution Sparse()
        {
            double density = Math.Max(1, rows / 10) / (double)rows;
            return Random(s2 * density) with { Density = density };
        }
    }

    private static WeightDistribution Random(double variance) =>
        new(variance, 0, false, 1, variance > 0 ? null : "all weights are 0");

    private static WeightDistribution Constant(double value) =>
        new(0, value, false, 1, FormattableString.Invariant($"all weights are {value:G3}, so that the units of the layer cannot differ"));
}
