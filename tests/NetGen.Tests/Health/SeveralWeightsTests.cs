using NetGen.Tests.Training;

namespace NetGen.Tests.Health;

/// <summary>A layer with several weights, such as a recurrent one or attention, is judged by all of them together, and not by its biases.</summary>
public sealed class SeveralWeightsTests
{
    private static readonly NetworkInfo s_info = Describe();

    [Fact]
    public void The_report_adds_up_all_weights_of_a_layer()
    {
        var monitor = new HealthMonitor(s_info, optimizer: null);
        Observe(monitor, ofWeight: 3e-6, ofState: 1e-6);
        LayerHealth layer = Assert.Single(monitor.Report().Layers, static l => l.Name == "dense1");
        Assert.Equal(1e-3, layer.UpdateRatio!.Value, 1e-9);
        Assert.Equal(5, layer.GradientNorm!.Value, 1e-9);
    }

    [Fact]
    public void The_weights_of_a_state_alone_can_explode()
    {
        var monitor = new HealthMonitor(s_info, optimizer: null);
        for (int i = 0; i < HealthMonitor.Patience; i++)
        {
            Observe(monitor, ofWeight: 0, ofState: 4);
        }

        Assert.Equal(HealthVerdict.Exploding, monitor.Verdict);
    }

    /// <summary>Squares of the updates of weights whose own squares are 3 and 1; the biases change by as much as they are.</summary>
    private static void Observe(HealthMonitor monitor, double ofWeight, double ofState)
    {
        TensorStatistics[] gradients = [new() { SumOfSquares = 9 }, new() { SumOfSquares = 100 }, new() { SumOfSquares = 16 }];
        UpdateStatistics[] updates =
        [
            new() { WeightSquares = 3, UpdateSquares = ofWeight, MaxAbs = 1 },
            new() { WeightSquares = 1, UpdateSquares = 1, MaxAbs = 1 },
            new() { WeightSquares = 1, UpdateSquares = ofState, MaxAbs = 1 },
        ];
        monitor.Observe(monitor.Steps + 1, 1, NonFiniteValues.None, gradients, updates);
    }

    private static NetworkInfo Describe()
    {
        NetworkInfo info = HandSpecs.Chain("Several", 2, "MeanSquaredError", "Dense:3", Instrumentation.On, static p => p);
        ParameterInfo weight = info.Parameters[0];
        return info with
        {
            Parameters = info.Parameters.Add(weight with { Name = "dense1.recurrentWeight", Role = ParameterRole.RecurrentWeight, Offset = info.BufferLength }),
            BufferLength = info.BufferLength + weight.Length,
        };
    }
}
