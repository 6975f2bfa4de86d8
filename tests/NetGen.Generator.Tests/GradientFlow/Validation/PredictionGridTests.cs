using System.Text.Json;

namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>
/// Predicted against measured gradients of real networks: the geometric mean of ||dL/dW|| over seeds, layer by layer. A prediction
/// may be off by twice what the study found that the formulas come from; most of that error is the spread that so many seeds leave.
/// </summary>
public class PredictionGridTests
{
    private const int Seeds = 40;

    [Fact]
    public void ErrorsAreWithinTwiceTheStudys()
    {
        // Each size with three of the activations, each activation in shallow and in deep networks.
        FlowCell[] cells =
        [
            .. from depth in (int[])[2, 5, 10, 20]
               from width in (int[])[16, 64]
               from activation in depth is 2 or 10 == (width == 16) ? (string[])["Tanh", "ReLU", "GELU"] : ["Sigmoid", "SELU", "Softplus"]
               select new FlowCell(activation, width, depth),
        ];
        List<FlowRow> rows = FlowGrid.Measure(cells, Seeds);
        foreach (FlowFigures figures in FlowGrid.Figures(rows))
        {
            TestContext.Current.TestOutputHelper!.WriteLine(figures.ToString());
            Assert.True(figures.Median <= 2 * figures.Reference.Median, figures.ToString());
            Assert.True(figures.P95 <= 2 * figures.Reference.P95, figures.ToString());
        }

        // 19 of 20 single networks are meant to lie inside.
        Assert.InRange(rows.Average(static r => r.Inside), 0.90, 0.99);
    }

    /// <summary>
    /// All activations, initializers, depths and widths; takes minutes. Run with <c>-explicit only</c>; writes the rows to the
    /// file that the environment variable NETGEN_PREDICTION_GRID names.
    /// </summary>
    [Fact(Explicit = true)]
    public void WholeGrid()
    {
        var rows = new List<FlowRow>();
        foreach (int width in (int[])[16, 32, 64, 128, 256])
        {
            foreach (int depth in (int[])[2, 5, 10, 20, 50])
            {
                rows.AddRange(FlowGrid.Measure([.. FlowGrid.Activations.Select(a => new FlowCell(a, width, depth))], Seeds));
                TestContext.Current.TestOutputHelper!.WriteLine(FlowGrid.Figures(rows)[^1].ToString());
            }
        }

        if (Environment.GetEnvironmentVariable("NETGEN_PREDICTION_GRID") is { Length: > 0 } file)
        {
            File.WriteAllText(file, JsonSerializer.Serialize(rows, FlowGrid.Json));
        }

        Assert.All(FlowGrid.Figures(rows), static f => Assert.True(f.Median <= 2 * f.Reference.Median && f.P95 <= 2 * f.Reference.P95, f.ToString()));
    }
}
