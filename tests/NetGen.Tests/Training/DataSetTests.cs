namespace NetGen.Tests.Training;

public class DataSetTests
{
    [Fact]
    public void RefusesWhatDoesNotFit()
    {
        Throws<ArgumentException>(() => DataSet.FromTargets([], 2, [], 1), "There is no sample.");
        Throws<ArgumentException>(() => DataSet.FromTargets(new float[5], 2, new float[2], 1), "A sample has 2 inputs, and 5 is not a multiple of that.");
        Throws<ArgumentException>(() => DataSet.FromTargets(new float[4], 2, new float[3], 1), "2 samples need 2 x 1 = 2 targets; there are 3.");
        Throws<ArgumentException>(() => DataSet.FromTargets([0, 0, 0, float.NaN], 2, new float[2], 1), "row 1, column 1 is NaN");
        Throws<ArgumentException>(() => DataSet.FromTargets(new float[4], 2, [0, float.NegativeInfinity], 1), "row 1, column 0 is -Infinity");
        Throws<ArgumentException>(() => DataSet.FromLabels(new float[4], 2, [1], 3), "2 samples need 2 labels; there are 1.");
        Throws<ArgumentOutOfRangeException>(() => DataSet.FromLabels(new float[4], 2, [1, 3], 3), "The class at position 1 is 3; with 3 classes it must be in 0..2.");
        Throws<ArgumentOutOfRangeException>(() => DataSet.FromLabels(new float[4], 2, [1, 0], 1), "classes");
        Throws<ArgumentOutOfRangeException>(() => DataSet.FromTargets(new float[4], 0, new float[2], 1), "inputSize");
        DataSet data = TrainingData.Sectors(10, 1);
        Throws<ArgumentOutOfRangeException>(() => data.Slice(8, 3), "Samples 8..10 were asked for; the set has 10.");
        Throws<ArgumentOutOfRangeException>(() => data.Slice(-1, 3), "start");
        Throws<ArgumentOutOfRangeException>(() => data.Split(1), "must be in (0, 1); it is 1.");
        Throws<ArgumentOutOfRangeException>(() => data.Split(double.NaN), "it is NaN.");
        Throws<InvalidOperationException>(() => data.Slice(0, 1).Split(0.5), "one sample");
    }

    [Fact]
    public void SliceSeesTheSameSamples()
    {
        DataSet data = TrainingData.Functions(10, 1);
        DataSet slice = data.Slice(3, 4);
        Assert.Equal(4, slice.Count);
        Assert.Equal(data.Inputs.Slice(6, 8).ToArray(), slice.Inputs.ToArray());
        Assert.Equal(data.Targets.Slice(6, 8).ToArray(), slice.Targets.ToArray());
        DataSet labels = TrainingData.Sectors(10, 1);
        Assert.Equal(labels.Labels.Slice(3, 4).ToArray(), labels.Slice(3, 4).Labels.ToArray());
        Assert.Equal("4 samples, 2 inputs, 3 classes", labels.Slice(3, 4).ToString());
    }

    [Theory]
    [InlineData(0.8, 80)]
    [InlineData(0.001, 1)]
    [InlineData(0.999, 99)]
    public void SplitDividesAllSamplesWithoutRepetition(double fraction, int first)
    {
        var inputs = new float[100];
        for (int i = 0; i < 100; i++)
        {
            inputs[i] = i;
        }

        DataSet data = DataSet.FromTargets(inputs, 1, inputs, 1);
        (DataSet a, DataSet b) = data.Split(fraction, seed: 7);
        Assert.Equal((first, 100 - first), (a.Count, b.Count));
        Assert.Equal(inputs, a.Inputs.ToArray().Concat(b.Inputs.ToArray()).Order());
        Assert.Equal(a.Inputs.ToArray(), a.Targets.ToArray());
        Assert.Equal(a.Inputs.ToArray(), data.Split(fraction, seed: 7).First.Inputs.ToArray());
        if (first > 1)
        {
            Assert.NotEqual(a.Inputs.ToArray(), data.Split(fraction, seed: 8).First.Inputs.ToArray());
            Assert.NotEqual(inputs[..first], a.Inputs.ToArray());
        }
    }

    [Fact]
    public void OrdersArePermutationsThatDependOnSeedAndEpoch()
    {
        DataSet data = TrainingData.Sectors(50, 1);
        int[] order = data.ShuffledOrder(1, 1);
        Assert.Equal(Enumerable.Range(0, 50), order.Order());
        Assert.Equal(order, data.ShuffledOrder(1, 1));
        Assert.NotEqual(order, data.ShuffledOrder(1, 2));
        Assert.NotEqual(order, data.ShuffledOrder(2, 1));
    }

    [Fact]
    public void StandardizerBringsFeaturesToMeanZeroAndDeviationOne()
    {
        // A feature far from zero, a constant one, and a tiny one.
        var inputs = new float[3000];
        for (int i = 0; i < 1000; i++)
        {
            inputs[3 * i] = 10000 + (i % 7);
            inputs[(3 * i) + 1] = 0.1f;
            inputs[(3 * i) + 2] = 1e-6f * (i % 5);
        }

        DataSet data = DataSet.FromTargets(inputs, 3, new float[1000], 1);
        Standardizer scale = data.Standardize();
        Assert.Equal(10000 + Enumerable.Range(0, 1000).Average(static i => i % 7), scale.Mean[0], 1e-9);
        Assert.Equal(1, scale.Deviation[1]);
        DataSet scaled = scale.Apply(data);
        Assert.Equal(inputs, data.Inputs.ToArray());
        for (int feature = 0; feature < 3; feature++)
        {
            double[] column = [.. Enumerable.Range(0, 1000).Select(i => (double)scaled.Inputs[(3 * i) + feature])];
            double mean = column.Average();
            Assert.Equal(0, mean, 1e-6);
            Assert.Equal(feature == 1 ? 0 : 1, Math.Sqrt(column.Average(x => (x - mean) * (x - mean))), 1e-5);
        }

        var one = new float[] { 10003, 0.1f, 0 };
        scale.Apply(one);
        Assert.Equal(scaled.Inputs.Slice(9, 2).ToArray(), one[..2]);
        Throws<ArgumentException>(() => scale.Apply(new float[4]), "Measured on 3 features, and 4 is not a multiple of that.");
        Throws<ArgumentException>(() => scale.Apply(TrainingData.Sectors(4, 1)), "Measured on 3 features; the set has 2.");
    }

    private static void Throws<T>(Action act, string message)
        where T : Exception => Assert.Contains(message, Assert.ThrowsAny<T>(act).Message, StringComparison.Ordinal);
}
