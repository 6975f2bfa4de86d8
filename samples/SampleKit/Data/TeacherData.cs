using NetGen;

namespace SampleKit.Data;

/// <summary>Samples of 20 standard normal features, labelled by a random network of one hidden layer.</summary>
public sealed class TeacherData
{
    /// <summary>How many samples there are.</summary>
    public const int Samples = 4000;

    private const int InputPurpose = 9;
    private const int TeacherPurpose = 11;

    /// <summary>Draws the samples and the network that labels them.</summary>

    public TeacherData(long seed)
    {
        Inputs = Seeding.Normal(Samples * Teacher.InputSize, seed, InputPurpose);
        float[] scores = new float[Samples * Teacher.OutputSize];
        var teacher = new Teacher(unchecked(seed + TeacherPurpose));
        teacher.Predict(Inputs, scores);
        Labels = new int[Samples];
        int[] counts = new int[Teacher.OutputSize];
        for (int i = 0; i < Samples; i++)
        {
            ReadOnlySpan<float> row = scores.AsSpan(i * Teacher.OutputSize, Teacher.OutputSize);
            for (int k = 1; k < row.Length; k++)
            {
                Labels[i] = row[k] > row[Labels[i]] ? k : Labels[i];
            }

            counts[Labels[i]]++;
        }

        PriorLoss = counts.Where(static n => n > 0).Sum(static n => -(double)n / Samples * Math.Log((double)n / Samples));
    }

    /// <summary>[samples, 20].</summary>
    public float[] Inputs { get; }

    /// <summary>[samples].</summary>
    public int[] Labels { get; }

    /// <summary>The cross-entropy of a network that knows the class frequencies and nothing else.</summary>
    public double PriorLoss { get; }
}
