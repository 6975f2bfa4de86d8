namespace NetGen.Tests.Training;

/// <summary>Bad input is refused with numbers and place, and changes nothing.</summary>
public class StepValidationTests
{
    [Theory]
    [InlineData(0, 0, "The batch is empty: TanhNet takes 2 values a row")]
    [InlineData(3, 4, "TanhNet takes 2 values a row, and 3 values are not a whole number of rows.")]
    [InlineData(4, 3, "2 rows of TanhNet need 2 x 2 = 4 targets; there are 3.")]
    [InlineData(4, 0, "2 rows of TanhNet need 2 x 2 = 4 targets; there are 0.")]
    public void Lengths(int inputs, int targets, string message) =>
        Refuses<TanhSpec, ArgumentException>(t => t.Step(new float[inputs], new float[targets]), message);

    [Theory]
    [InlineData(float.NaN, "row 1, column 0 is NaN")]
    [InlineData(float.PositiveInfinity, "row 1, column 0 is Infinity")]
    [InlineData(float.NegativeInfinity, "row 1, column 0 is -Infinity")]
    public void NonFiniteInputAndTargets(float value, string message)
    {
        Refuses<TanhSpec, ArgumentException>(t => t.Step([0f, 1f, value, 0f], new float[4]), message + "; every value must be finite. (Parameter 'input')");
        Refuses<TanhSpec, ArgumentException>(t => t.Step(new float[4], [0f, 1f, value, 0f]), message + "; every value must be finite. (Parameter 'targets')");
        Refuses<SoftmaxSpec, ArgumentException>(t => t.Step([0f, 1f, value, 0f], [0, 1]), message);
    }

    [Fact]
    public void NonFiniteIsFoundAnywhereInLongInput()
    {
        for (int at = 0; at < 70; at++)
        {
            var input = new float[70];
            input[at] = float.NaN;
            int place = at;
            Refuses<TanhSpec, ArgumentException>(t => t.Step(input, new float[70]), $"row {place / 2}, column {place % 2} is NaN");
        }
    }

    [Fact]
    public void Labels()
    {
        Refuses<SoftmaxSpec, ArgumentOutOfRangeException>(t => t.Step(new float[6], [0, 2, 3]), "The class at position 2 is 3; with 3 classes it must be in 0..2.");
        Refuses<SoftmaxSpec, ArgumentOutOfRangeException>(t => t.Step(new float[4], [-1, 2]), "The class at position 0 is -1");
        Refuses<SoftmaxSpec, ArgumentException>(t => t.Step(new float[4], [1]), "2 rows of SoftmaxNet need 2 labels; there are 1.");
        Refuses<TanhSpec, InvalidOperationException>(t => t.Step(new float[4], [1, 0]), "The loss of TanhNet, MeanSquaredError, takes no class indices");
    }

    private static void Refuses<TSpec, TException>(Action<Trainer<HandNet<TSpec>>> act, string message)
        where TSpec : IHandSpec
        where TException : Exception
    {
        var net = new HandNet<TSpec>(1);
        var optimizer = new Adam(0.01f);
        using var trainer = new Trainer<HandNet<TSpec>>(net, optimizer);
        trainer.Step(new float[] { 1, 2 }, new float[TSpec.Info.OutputSize]);
        float[] before = net.Parameters.Values.ToArray();
        int forwards = net.Forwards;
        Assert.Contains(message, Assert.ThrowsAny<TException>(() => act(trainer)).Message, StringComparison.Ordinal);
        Assert.Equal(before, net.Parameters.Values.ToArray());
        Assert.Equal(1, optimizer.StepCount);
        Assert.Equal(1, trainer.StepCount);
        Assert.Equal(1, trainer.Health.Steps);
        Assert.Equal(forwards, net.Forwards);
    }
}
