using System;
using System.Globalization;
using NetGen;

namespace Strict
{
    internal static class Program
    {
        private static void Main()
        {
            float[] inputs = new float[60];
            int[] labels = new int[30];
            for (int i = 0; i < labels.Length; i++)
            {
                labels[i] = i % 3;
                inputs[2 * i] = labels[i] - 1f + (i / 300f);
                inputs[(2 * i) + 1] = labels[i] == 1 ? 1f : -1f;
            }

            ThreeClasses network = new ThreeClasses(seed: 1);
            using (Trainer<ThreeClasses> trainer = new Trainer<ThreeClasses>(network, new AdamW(0.01f)))
            {
                trainer.Clip = Clip.GlobalNorm(1f);
                float first = trainer.Step(inputs, labels).Loss;
                float last = first;
                for (int i = 0; i < 300; i++)
                {
                    last = trainer.Step(inputs, labels).Loss;
                }

                float[] predicted = new float[labels.Length * ThreeClasses.OutputSize];
                network.PredictProbabilities(inputs, predicted);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{nameof(ThreeClasses)}: loss {first} -> {last}, predicts {predicted.Length}"));
            }
        }
    }

    [Network, Input(2)]
    [Dense(12, WeightNorm = true), GELU]
    [Dense(12, L2 = 1e-5f, MaxNorm = 3), Tanh]
    [Dense(3), SoftmaxCrossEntropy]
    internal sealed partial class ThreeClasses
    {
    }
}
