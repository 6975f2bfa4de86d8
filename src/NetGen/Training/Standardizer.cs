using System.Globalization;

namespace NetGen;

/// <summary>
/// Brings every input feature to mean 0 and standard deviation 1: x' = (x - mean)/deviation, with the population deviation
/// √(Σ(x - mean)²/count) of the set it was measured on (scikit-learn <c>StandardScaler</c>). A constant feature becomes 0.
/// </summary>
public sealed class Standardizer
{
    private readonly double[] _mean;
    private readonly double[] _deviation;

    private Standardizer(double[] mean, double[] deviation)
    {
        _mean = mean;
        _deviation = deviation;
    }

    /// <summary>The number of features.</summary>
    public int InputSize => _mean.Length;

    /// <summary>The mean of each feature.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The standard deviation of each feature; 1 for a constant feature, whose deviation is 0.</summary>
    public ReadOnlySpan<double> Deviation => _deviation;

    /// <summary>A set with the same targets and standardised inputs; the original is left alone.</summary>
    /// <exception cref="ArgumentException">The set has a different number of features, or a result leaves the range of float.</exception>
    public DataSet Apply(DataSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.InputSize != InputSize)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Measured on {InputSize} features; the set has {data.InputSize}."), nameof(data));
        }

        float[] inputs = data.Inputs.ToArray();
        Apply(inputs);
        InputCheck.ThrowIfNonFinite(inputs, InputSize, nameof(data));
        return data.WithInputs(inputs);
    }

    /// <summary>Standardises inputs in place: those of a prediction, for instance.</summary>
    /// <param name="inputs">[any, InputSize], row-major.</param>
    /// <exception cref="ArgumentException">The length is not a multiple of the number of features; nothing is written.</exception>
    public void Apply(Span<float> inputs)
    {
        if (inputs.Length % InputSize != 0)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"Measured on {InputSize} features, and {inputs.Length} is not a multiple of that."), nameof(inputs));
        }

        for (int row = 0; row < inputs.Length; row += InputSize)
        {
            Span<float> values = inputs.Slice(row, InputSize);
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (float)((values[i] - _mean[i]) / _deviation[i]);
            }
        }
    }

    internal static Standardizer Measure(DataSet data)
    {
        int size = data.InputSize;
        var mean = new double[size];
        var deviation = new double[size];
        ReadOnlySpan<float> inputs = data.Inputs;
        for (int i = 0; i < inputs.Length; i++)
        {
            mean[i % size] += inputs[i];
        }

        for (int i = 0; i < size; i++)
        {
            mean[i] /= data.Count;
        }

        // A second pass: the difference of two large sums would lose what a feature far from zero varies by.
        for (int i = 0; i < inputs.Length; i++)
        {
            double difference = inputs[i] - mean[i % size];
            deviation[i % size] += difference * difference;
        }

        for (int i = 0; i < size; i++)
        {
            double value = Math.Sqrt(deviation[i] / data.Count);
            // What rounding of the mean leaves of a constant feature is not a scale.
            deviation[i] = value > Math.Abs(mean[i]) * 1e-12 ? value : 1;
        }

        return new Standardizer(mean, deviation);
    }
}
