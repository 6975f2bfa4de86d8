using System.Globalization;
using NetGen;

namespace Library;

/// <summary>A network of a library, with documentation of its own.</summary>
[Network, Input(3)]
[Dense(16), ReLU]
[Dense(1), MeanSquaredError]
public partial class LineModel
{
    /// <summary>Learns the sum of three numbers.</summary>
    public static string Learn()
    {
        float[] inputs = new float[64 * InputSize];
        float[] sums = new float[64];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = (((i * 37) % 64) / 32f) - 1f;
            sums[i / InputSize] += inputs[i];
        }

        var network = new LineModel(seed: 3);
        using var trainer = new Trainer<LineModel>(network, new SGD(0.05f, momentum: 0.9f));
        TrainingResult result = trainer.Fit(DataSet.FromTargets(inputs, InputSize, sums, 1), new FitOptions { Epochs = 100, BatchSize = 16 });
        float[] predicted = new float[64];
        network.Predict(inputs, predicted);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{nameof(LineModel)}: loss {result.Epochs[0].Loss} -> {result.Loss}, predicts {predicted.Length}");
    }
}
