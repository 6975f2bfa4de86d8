namespace NetGen.Tests.Prediction;

/// <summary>The share of units that are 0 for a whole batch, predicted and counted in 20 networks.</summary>
public class DeadUnitsTests
{
    private const int Seeds = 20;

    [Theory]
    [InlineData("relu3", "dense1")]
    [InlineData("relu4", "dense2")]
    public void UnitsOfLeNetAreSilentForABatchAsPredicted(string activation, string dense)
    {
        NetworkInfo info = LeNet.Info;
        LayerInfo layer = info.Layers.Single(l => l.Name == activation);
        double predicted = LeNet.Prediction.Layers.Single(l => l.Name == dense).DeadFraction;

        // Of 20 networks the mean is known to about 0.012, from their deviation of 0.055.
        Assert.InRange(Count(layer, 32), predicted - 0.04, predicted + 0.04);

        // It is about a batch, not about all samples: most of these units answer to one of a thousand.
        Assert.InRange(Count(layer, 1000), 0, 0.65 * predicted);
    }

    private static void Forward<TNetwork>(TNetwork network, float[] input, Workspace workspace)
        where TNetwork : class, INetwork<TNetwork> => network.Forward(input, workspace);

    private static double Count(LayerInfo layer, int batch)
    {
        var workspace = new Workspace(LeNet.Info, batch) { Training = true };
        var input = new float[batch * LeNet.InputSize];
        double dead = 0;
        for (int seed = 0; seed < Seeds; seed++)
        {
            var random = new Philox(seed, 78);
            for (int i = 0; i < input.Length; i++)
            {
                input[i] = (float)random.NextNormal();
            }

            Forward(new LeNet(seed), input, workspace);
            var values = workspace.Activation(layer);
            int units = (int)values.Lengths[1];
            for (int u = 0; u < units; u++)
            {
                bool silent = true;
                for (int row = 0; row < batch && silent; row++)
                {
                    silent = values[row, u] <= 0;
                }

                dead += silent ? 1.0 / units / Seeds : 0;
            }
        }

        return dead;
    }
}
