namespace NetGen.Tests.Training;

/// <summary>A last batch of one sample, which batch normalisation cannot train on.</summary>
public sealed class LastBatchTests
{
    [Fact]
    public void FitSaysBeforeTheFirstStepThatTheLastBatchWouldBeOneSample()
    {
        using var trainer = new Trainer<VectorBatchNormNet>(new(1), new SGD(0.1f));
        float[] before = trainer.Network.Parameters.Values.ToArray(), state = trainer.Network.Parameters.State.Span.ToArray();
        string message = Message(trainer, samples: 65, new FitOptions { BatchSize = 32 });
        Assert.StartsWith(
            "VectorBatchNormNet cannot train on a batch of one sample: batchnorm1 normalises by the variance of the batch, and one value has none. "
            + "Here 65 samples in batches of 32 leave a last batch of one; set FitOptions.DropLast = true, which leaves out one sample of each epoch's order, "
            + "or take another batch size, such as 33.", message, StringComparison.Ordinal);
        Assert.Equal(0, trainer.StepCount);
        Assert.Equal(before, trainer.Network.Parameters.Values.ToArray());
        Assert.Equal(state, trainer.Network.Parameters.State.Span.ToArray());

        // What the message says works.
        Assert.Equal(2, trainer.Fit(Data(65), new FitOptions { BatchSize = 32, DropLast = true }, cancellationToken: TestContext.Current.CancellationToken).Steps);
        Assert.Equal(2, trainer.Fit(Data(65), new FitOptions { BatchSize = 33 }, cancellationToken: TestContext.Current.CancellationToken).Steps);
    }

    [Theory]
    [InlineData(9, 4, "such as 5")]
    [InlineData(7, 2, "such as 4")]
    [InlineData(7, 6, "such as 7")]
    [InlineData(1, 4, "there is one sample only")]
    [InlineData(6, 1, "a batch size of 1 gives batches of one sample")]
    public void TheMessageNamesWhatHelps(int samples, int batchSize, string text)
    {
        using var trainer = new Trainer<VectorBatchNormNet>(new(1), new SGD(0.1f));
        Assert.Contains(text, Message(trainer, samples, new FitOptions { BatchSize = batchSize }), StringComparison.Ordinal);
    }

    [Fact]
    public void ABatchSizeOfOneIsRefusedWithDropLastToo()
    {
        using var trainer = new Trainer<VectorBatchNormNet>(new(1), new SGD(0.1f));
        Assert.Contains("a batch size of 1", Message(trainer, 6, new FitOptions { BatchSize = 1, DropLast = true }), StringComparison.Ordinal);
    }

    [Fact]
    public void OneSampleIsEnoughWhereItHasSeveralPositionsOrNothingLooksAtTheBatch()
    {
        using var image = new Trainer<PositionsBatchNormNet>(new(1), new SGD(0.1f));
        Assert.Equal(3, image.Fit(
            DataSet.FromTargets(new float[5 * 6], 6, new float[5], 1), new FitOptions { BatchSize = 2 }, cancellationToken: TestContext.Current.CancellationToken).Steps);
        using var plain = new Trainer<PlaneNet>(new(1), new SGD(0.1f));
        Assert.Equal(5, plain.Fit(
            DataSet.FromLabels(new float[10], 2, [0, 1, 2, 0, 1], 3),
            new FitOptions { BatchSize = 1 }, cancellationToken: TestContext.Current.CancellationToken).Steps);
    }

    private static string Message(Trainer<VectorBatchNormNet> trainer, int samples, FitOptions options) =>
        Assert.Throws<ArgumentException>(() => trainer.Fit(Data(samples), options)).Message;

    private static DataSet Data(int samples)
    {
        float[] inputs = new float[samples * 3];
        for (int i = 0; i < inputs.Length; i++)
        {
            inputs[i] = (((i * 37) % 19) - 9) / 10f;
        }

        return DataSet.FromTargets(inputs, 3, new float[samples], 1);
    }
}

[Network, Input(3)]
[Dense(4, Bias = false), BatchNorm, ReLU]
[Dense(1), MeanSquaredError]
internal sealed partial class VectorBatchNormNet;

[Network, Input(3, 2)]
[Dense(4, Bias = false), BatchNorm, ReLU]
[Flatten, Dense(1), MeanSquaredError]
internal sealed partial class PositionsBatchNormNet;
