using System.Globalization;
using NetGen;

Console.WriteLine(Library.LineModel.Learn());
Console.WriteLine(Both.LineModel.Learn());

namespace Both
{
    /// <summary>Has the name and the shapes of the library's network, and another loss.</summary>
    [Network, Input(3)]
    [Dense(16), ReLU]
    [Dense(1), Huber]
    internal partial class LineModel
    {
        public static string Learn()
        {
            float[] inputs = [.. Enumerable.Range(0, 96).Select(i => (((i * 29) % 96) / 48f) - 1f)];
            float[] targets = [.. inputs.Chunk(InputSize).Select(x => x[0] - x[2])];
            using var trainer = new Trainer<LineModel>(new LineModel(seed: 4), new Adam(0.02f));
            float first = trainer.Step(inputs, targets).Loss;
            float last = first;
            for (int i = 0; i < 200; i++)
            {
                last = trainer.Step(inputs, targets).Loss;
            }

            float[] predicted = new float[targets.Length];
            trainer.Network.Predict(inputs, predicted);
            return string.Create(CultureInfo.InvariantCulture, $"{nameof(LineModel)}: loss {first} -> {last}, predicts {predicted.Length}");
        }
    }
}
