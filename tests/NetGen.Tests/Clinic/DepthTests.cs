using GradientClinic.Experiments;
using GradientClinic.Networks;
using GradientClinic.Results;
using SampleKit.Data;

namespace NetGen.Tests.Clinic;

public sealed class DepthTests
{
    private static readonly Lazy<TeacherData> s_data = new(static () => new TeacherData(seed: 1));

    [Fact]
    public void The_gradient_of_thirty_sigmoid_layers_is_lost()
    {
        DepthMeasurement m = Take<DeepSigmoid>("Xavier", steps: 1);
        Assert.InRange(m.Reach, -20, -15);
        Assert.Equal(Verdict.Vanishes, Judge().Plain(m).Verdict);
    }

    [Fact]
    public void Unit_normal_weights_explode()
    {
        Assert.True(Take<DeepTanh>("N(0,1)", steps: 1).Reach > 6);
        DepthMeasurement m = Take<DeepReLU>("N(0,1)", steps: 3);
        Assert.Equal(2, m.FirstNonFinite);
        Assert.Equal(Verdict.Explodes, Judge().Plain(m).Verdict);
    }

    [Fact]
    public void Level_gradients_of_weights_are_not_taken_for_health()
    {
        DepthMeasurement m = Take<DeepReLU>("Xavier", steps: 1);
        Assert.True(m.LooksLevel);
        Assert.InRange(m.Reach, -6, -3);
        Assert.Equal(Verdict.Vanishes, Judge().Plain(m).Verdict);
    }

    [Fact]
    public void Xavier_keeps_the_gradient_of_tanh() => Assert.InRange(Take<DeepTanh>("Xavier", steps: 1).Reach, -1, 1);

    [Fact]
    public void Weight_normalisation_starts_as_the_network_would_without()
    {
        DepthMeasurement plain = Take<DeepTanh>("Xavier", steps: 1);
        DepthMeasurement normed = Take<DeepTanhWeightNorm>("Xavier", steps: 1);
        Assert.Equal(plain.InitialLoss, normed.InitialLoss, 1e-4);
        Assert.Equal(plain.Reach, normed.Reach, 1e-3);
    }

    private static DepthJudge Judge() => new(s_data.Value.PriorLoss);

    private static DepthMeasurement Take<TNetwork>(string init, int steps)
        where TNetwork : class, INetwork<TNetwork> =>
        DepthMeasurement.Take<TNetwork>(s_data.Value, Initialisation.Deep.Single(i => i.Name == init), Remedy.SGD(0.003f, 0.9),
            new Schedule(steps, Batch: 32, Looks: 1), seed: 1, TestContext.Current.CancellationToken);
}
