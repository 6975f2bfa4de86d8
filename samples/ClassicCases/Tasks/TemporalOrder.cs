using NetGen;

namespace ClassicCases.Tasks;

/// <summary>
/// The temporal order problem (Hochreiter and Schmidhuber 1997; as in Pascanu, Mikolov and Bengio 2013): a sequence of symbols, one-hot, of
/// which two matter. Each of those is X or Y, one at a random step in [0.1 T, 0.2 T) and one in [0.5 T, 0.6 T); all other
/// steps show one of four symbols that mean nothing. The class says which came in which order: XX, XY, YX or YY.
/// </summary>
/// <param name="steps">The length T of a sequence, at least 10.</param>
internal sealed class TemporalOrder(int steps)
{
    /// <summary>X, Y and four symbols that mean nothing.</summary>
    public const int Symbols = 6;

    /// <summary>XX, XY, YX, YY.</summary>
    public const int Classes = 4;

    /// <summary>The length of a sequence.</summary>
    public int Steps { get; } = steps;

    /// <summary>Draws a batch.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="batch">Which of the seed's batches: each has random numbers of its own.</param>
    /// <param name="inputs">[samples, steps, 6].</param>
    /// <param name="labels">[samples].</param>
    public void Draw(long seed, long batch, Span<float> inputs, Span<int> labels)
    {
        var random = new Philox(seed, batch);
        inputs.Clear();
        for (int sample = 0; sample < labels.Length; sample++)
        {
            Span<float> sequence = inputs.Slice(sample * Steps * Symbols, Steps * Symbols);
            int first = Between(ref random, Steps / 10, Steps / 5);
            int second = Between(ref random, Steps / 2, Steps * 6 / 10);
            labels[sample] = random.NextInt32(Classes);
            for (int step = 0; step < Steps; step++)
            {
                int meaningless = 2 + random.NextInt32(Symbols - 2);
                int symbol = step == first ? labels[sample] / 2 : step == second ? labels[sample] % 2 : meaningless;
                sequence[(step * Symbols) + symbol] = 1;
            }
        }
    }

    private static int Between(ref Philox random, int low, int high) => low + random.NextInt32(high - low);
}
