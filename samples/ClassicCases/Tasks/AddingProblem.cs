using NetGen;

namespace ClassicCases.Tasks;

/// <summary>
/// The adding problem (Hochreiter and Schmidhuber 1997; as in Le, Jaitly and Hinton 2015): a step has a number from [0, 1)
/// and a mark; two steps are marked, one in each half of the sequence, and the target is the sum of their numbers. To say 1 always has a mean squared
/// error of 1/6, the variance of that sum.
/// </summary>
/// <param name="steps">The length of a sequence, at least 2.</param>
internal sealed class AddingProblem(int steps)
{
    /// <summary>Number and mark.</summary>
    public const int Features = 2;

    /// <summary>The mean squared error of a network that knows the mean of the target and nothing else.</summary>
    public const double Baseline = 1.0 / 6;

    /// <summary>The length of a sequence.</summary>
    public int Steps { get; } = steps;

    /// <summary>Draws a batch.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="batch">Which of the seed's batches: each has random numbers of its own.</param>
    /// <param name="inputs">[samples, steps, 2].</param>
    /// <param name="targets">[samples].</param>
    public void Draw(long seed, long batch, Span<float> inputs, Span<float> targets)
    {
        var random = new Philox(seed, batch);
        inputs.Clear();
        for (int sample = 0; sample < targets.Length; sample++)
        {
            Span<float> sequence = inputs.Slice(sample * Steps * Features, Steps * Features);
            for (int step = 0; step < Steps; step++)
            {
                sequence[step * Features] = random.NextSingle();
            }

            int half = Steps / 2;
            int first = random.NextInt32(half);
            int second = half + random.NextInt32(Steps - half);
            sequence[(first * Features) + 1] = 1;
            sequence[(second * Features) + 1] = 1;
            targets[sample] = sequence[first * Features] + sequence[second * Features];
        }
    }
}
