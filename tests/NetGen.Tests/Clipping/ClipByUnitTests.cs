namespace NetGen.Tests.Clipping;

public class ClipByUnitTests
{
    private static readonly int[] Matrices = [0, 2, 5];

    [Theory]
    [InlineData(0.01f, 1e-3f)]
    [InlineData(3f, 1e-3f)]
    [InlineData(0.5f, 5f)]
    public void PerUnitLimitsEachColumnByItsWeights(float ratio, float epsilon)
    {
        var network = new ClipNetwork();
        var original = new ClipNetwork();
        network.Apply(Clip.PerUnit(ratio, epsilon));
        for (int t = 0; t < network.Before.Length; t++)
        {
            ParameterInfo parameter = ClipNetwork.Info.Parameters[t];
            // A unit of a matrix is a column; a vector is one unit.
            int units = parameter.Role == ParameterRole.Weight ? parameter.Columns : 1;
            int width = parameter.Role == ParameterRole.Weight ? 1 : parameter.Columns;
            for (int unit = 0; unit < units; unit++)
            {
                double gradient = 0, weight = 0;
                ForEach(parameter, unit, width, (row, column) =>
                {
                    gradient += Math.Pow(original[t, row, column], 2);
                    weight += Math.Pow(original.Weight(t, row, column), 2);
                });
                double limit = ratio * Math.Max(Math.Sqrt(weight), epsilon);
                double factor = Math.Sqrt(gradient) < limit ? 1 : limit / Math.Sqrt(gradient);
                ForEach(parameter, unit, width, (row, column) =>
                    Assert.Equal(original[t, row, column] * factor, network[t, row, column], Math.Abs(original[t, row, column]) * factor * 1e-7));
            }
        }
    }

    /// <summary>Row i of gate g is row 2i + g: each unit of each gate has a norm of its own, and each token of a table.</summary>
    [Theory]
    [InlineData(ParameterRole.Weight)]
    [InlineData(ParameterRole.RecurrentWeight)]
    [InlineData(ParameterRole.Embedding)]
    public void PerUnitTellsGatesAndTokensApart(ParameterRole role)
    {
        const float ratio = 0.5f;
        ClipNetwork network = Two(role), original = Two(role);
        network.Apply(Clip.PerUnit(ratio));
        foreach ((Func<int, int, bool> belongs, int of) in Units(role))
        {
            double gradient = 0, weight = 0;
            ForEachOf(belongs, (row, column) =>
            {
                gradient += Math.Pow(original[0, row, column], 2);
                weight += Math.Pow(original.Weight(0, row, column), 2);
            });
            double factor = Math.Min(1, ratio * Math.Sqrt(weight) / Math.Sqrt(gradient));
            ForEachOf(belongs, (row, column) =>
                Assert.Equal(original[0, row, column] * factor, network[0, row, column], Math.Abs(original[0, row, column]) * 1e-6));
            Assert.True(of > 0);
        }
    }

    [Theory]
    [InlineData(ParameterRole.Weight)]
    [InlineData(ParameterRole.RecurrentWeight)]
    [InlineData(ParameterRole.Embedding)]
    public void CentralizeTellsGatesApartAndLeavesTokens(ParameterRole role)
    {
        ClipNetwork network = Two(role), original = Two(role);
        network.Apply(Clip.Centralize());
        foreach ((Func<int, int, bool> belongs, int of) in Units(role))
        {
            double mean = 0;
            ForEachOf(belongs, (row, column) => mean += original[0, row, column] / of);
            mean = role == ParameterRole.Embedding ? 0 : mean;
            ForEachOf(belongs, (row, column) => Assert.Equal(original[0, row, column] - mean, network[0, row, column], 1e-5));
        }
    }

    private static ClipNetwork Two(ParameterRole role)
    {
        NetworkInfo info = ClipNetwork.Describe(("layer1.weight", 0, role, 6, 20), ("layer1.bias", 0, ParameterRole.Bias, 1, 20));
        return new ClipNetwork(role == ParameterRole.Embedding ? info : info with { Parameters = info.Parameters.SetItem(0, info.Parameters[0] with { Gates = 2 }) });
    }

    /// <summary>The units of the 6x20 tensor: which elements belong to each, and how many.</summary>
    private static IEnumerable<(Func<int, int, bool> Belongs, int Of)> Units(ParameterRole role) =>
        role == ParameterRole.Embedding
            ? Enumerable.Range(0, 6).Select(static token => ((Func<int, int, bool>)((row, _) => row == token), 20))
            : from gate in Enumerable.Range(0, 2)
              from unit in Enumerable.Range(0, 20)
              select ((Func<int, int, bool>)((row, column) => row % 2 == gate && column == unit), 3);

    private static void ForEachOf(Func<int, int, bool> belongs, Action<int, int> action)
    {
        for (int row = 0; row < 6; row++)
        {
            for (int column = 0; column < 20; column++)
            {
                if (belongs(row, column))
                {
                    action(row, column);
                }
            }
        }
    }

    [Fact]
    public void PerUnitLetsUnitsOfZerosLearn()
    {
        var network = new ClipNetwork();
        network.Parameters.Values.Clear();
        network.Apply(Clip.PerUnit());
        double column = Math.Sqrt(Enumerable.Range(0, 5).Sum(row => Math.Pow(network[0, row, 7], 2)));
        Assert.Equal(1e-5, column, 1e-11);
    }

    [Fact]
    public void PerUnitCanSkipTheOutputLayer()
    {
        var network = new ClipNetwork();
        float[] weight = network.Flat(5), bias = network.Flat(6);
        network.Apply(Clip.PerUnit(skipOutputLayer: true));
        Assert.Equal(weight, network.Flat(5));
        Assert.Equal(bias, network.Flat(6));
        Assert.True(network.Norm(0) < 1);
    }

    [Fact]
    public void PerUnitSurvivesNumbersWhoseSquaresDoNotFit()
    {
        var network = new ClipNetwork();
        network.Fill(static _ => 1e30f);
        network.Parameters.Values.Clear();
        network.Apply(Clip.PerUnit(1, 1));
        Assert.Equal(1, Math.Sqrt(Enumerable.Range(0, 20).Sum(row => Math.Pow(network[2, row, 1], 2))), 1e-6);
        Assert.Equal(1, network.Norm(6), 1e-6);
    }

    [Fact]
    public void CentralizeTakesTheMeanOfEachColumn()
    {
        var network = new ClipNetwork();
        var original = new ClipNetwork();
        network.Apply(Clip.Centralize());
        foreach (int t in Matrices)
        {
            ParameterInfo parameter = ClipNetwork.Info.Parameters[t];
            for (int column = 0; column < parameter.Columns; column++)
            {
                double mean = Enumerable.Range(0, parameter.Rows).Average(row => (double)original[t, row, column]);
                for (int row = 0; row < parameter.Rows; row++)
                {
                    Assert.Equal((float)(original[t, row, column] - mean), network[t, row, column]);
                }
            }
        }

        foreach (int t in (int[])[1, 3, 4, 6])
        {
            Assert.Equal(original.Flat(t), network.Flat(t));
        }
    }

    [Fact]
    public void CentralizeLeavesALayerOfOneInputItsGradient()
    {
        var network = new ClipNetwork(ClipNetwork.Describe(("dense1.weight", 0, ParameterRole.Weight, 1, 4), ("dense1.bias", 0, ParameterRole.Bias, 1, 4)));
        Assert.False(network.Apply(Clip.Centralize()).Clipped);
    }

    private static void ForEach(ParameterInfo parameter, int unit, int width, Action<int, int> action)
    {
        for (int row = 0; row < parameter.Rows; row++)
        {
            for (int column = unit; column < unit + width; column++)
            {
                action(row, column);
            }
        }
    }
}
