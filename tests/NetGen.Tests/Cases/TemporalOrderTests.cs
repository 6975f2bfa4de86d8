using ClassicCases.Tasks;

namespace NetGen.Tests.Cases;

public sealed class TemporalOrderTests
{
    private const int Steps = 50;
    private const int Samples = 2000;

    [Fact]
    public void Two_symbols_matter_and_the_class_is_their_order()
    {
        (float[] inputs, int[] labels) = Draw(seed: 1, batch: 0);
        for (int sample = 0; sample < Samples; sample++)
        {
            int[] symbols = [.. Enumerable.Range(0, Steps).Select(t => Symbol(inputs, sample, t))];
            int[] relevant = [.. Enumerable.Range(0, Steps).Where(t => symbols[t] < 2)];
            Assert.Equal(2, relevant.Length);
            Assert.InRange(relevant[0], 5, 9);
            Assert.InRange(relevant[1], 25, 29);
            Assert.Equal((2 * symbols[relevant[0]]) + symbols[relevant[1]], labels[sample]);
        }
    }

    [Fact]
    public void Classes_places_and_distractors_are_as_frequent_as_each_other()
    {
        (float[] inputs, int[] labels) = Draw(seed: 2, batch: 1);
        Assert.All(Enumerable.Range(0, TemporalOrder.Classes), c => Assert.Equal(0.25, labels.Count(l => l == c) / (double)Samples, 0.04));
        int[] symbols = [.. Enumerable.Range(0, Samples).SelectMany(s => Enumerable.Range(0, Steps).Select(t => Symbol(inputs, s, t)))];
        Assert.All(Enumerable.Range(2, 4), d => Assert.Equal(0.25, symbols.Count(s => s == d) / (Samples * (Steps - 2.0)), 0.01));
        Assert.All(Enumerable.Range(5, 5), t => Assert.Equal(0.2, Enumerable.Range(0, Samples).Average(s => Symbol(inputs, s, t) < 2 ? 1 : 0), 0.04));
    }

    [Fact]
    public void A_batch_depends_on_seed_and_number_alone()
    {
        Assert.Equal(Draw(1, 2).Inputs, Draw(1, 2).Inputs);
        Assert.NotEqual(Draw(1, 2).Inputs, Draw(1, 3).Inputs);
        Assert.NotEqual(Draw(1, 2).Inputs, Draw(2, 2).Inputs);
    }

    private static (float[] Inputs, int[] Labels) Draw(long seed, long batch)
    {
        float[] inputs = new float[Samples * Steps * TemporalOrder.Symbols];
        int[] labels = new int[Samples];
        Array.Fill(inputs, float.NaN);
        new TemporalOrder(Steps).Draw(seed, batch, inputs, labels);
        return (inputs, labels);
    }

    /// <summary>The symbol of a step, whose other places must be 0.</summary>
    private static int Symbol(float[] inputs, int sample, int step)
    {
        ReadOnlySpan<float> oneHot = inputs.AsSpan(((sample * Steps) + step) * TemporalOrder.Symbols, TemporalOrder.Symbols);
        int symbol = oneHot.IndexOf(1f);
        Assert.Equal(TemporalOrder.Symbols - 1, oneHot.Count(0f));
        return symbol;
    }
}
