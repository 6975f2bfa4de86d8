using ClassicCases.Tasks;

namespace NetGen.Tests.Cases;

public sealed class AddingProblemTests
{
    private const int Steps = 11;
    private const int Samples = 4000;

    [Fact]
    public void The_target_is_the_sum_of_the_two_marked_numbers()
    {
        (float[] inputs, float[] targets) = Draw(seed: 1, batch: 0);
        for (int sample = 0; sample < Samples; sample++)
        {
            int[] marked = [.. Enumerable.Range(0, Steps).Where(t => Mark(inputs, sample, t) == 1)];
            Assert.Equal(2, marked.Length);
            Assert.InRange(marked[0], 0, (Steps / 2) - 1);
            Assert.InRange(marked[1], Steps / 2, Steps - 1);
            Assert.Equal(Number(inputs, sample, marked[0]) + Number(inputs, sample, marked[1]), targets[sample]);
            Assert.All(Enumerable.Range(0, Steps), t =>
            {
                Assert.InRange(Number(inputs, sample, t), 0, 1);
                Assert.True(Mark(inputs, sample, t) is 0 or 1);
            });
        }
    }

    [Fact]
    public void Every_step_of_a_half_is_marked_as_often()
    {
        (float[] inputs, _) = Draw(seed: 2, batch: 0);
        for (int t = 0; t < Steps; t++)
        {
            double share = Enumerable.Range(0, Samples).Average(s => Mark(inputs, s, t));
            Assert.Equal(1.0 / (t < Steps / 2 ? Steps / 2 : Steps - (Steps / 2)), share, 0.03);
        }
    }

    [Fact]
    public void To_say_one_always_has_the_error_of_the_baseline()
    {
        (_, float[] targets) = Draw(seed: 3, batch: 5);
        Assert.Equal(AddingProblem.Baseline, targets.Average(static t => (t - 1.0) * (t - 1.0)), 0.01);
        Assert.Equal(1, targets.Average(), 0.02);
    }

    [Fact]
    public void A_batch_depends_on_seed_and_number_alone()
    {
        Assert.Equal(Draw(1, 2).Inputs, Draw(1, 2).Inputs);
        Assert.NotEqual(Draw(1, 2).Inputs, Draw(1, 3).Inputs);
        Assert.NotEqual(Draw(1, 2).Inputs, Draw(2, 2).Inputs);
    }

    private static (float[] Inputs, float[] Targets) Draw(long seed, long batch)
    {
        // What was in the buffers must not matter: they are used again for each batch.
        float[] inputs = new float[Samples * Steps * AddingProblem.Features];
        float[] targets = new float[Samples];
        Array.Fill(inputs, float.NaN);
        new AddingProblem(Steps).Draw(seed, batch, inputs, targets);
        return (inputs, targets);
    }

    private static float Number(float[] inputs, int sample, int step) => inputs[((sample * Steps) + step) * AddingProblem.Features];

    private static float Mark(float[] inputs, int sample, int step) => inputs[(((sample * Steps) + step) * AddingProblem.Features) + 1];
}
