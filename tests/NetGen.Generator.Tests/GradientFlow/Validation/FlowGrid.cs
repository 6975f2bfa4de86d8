using System.Text.Json;

namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>The networks of the validation, and what its figures are held to.</summary>
internal static class FlowGrid
{
    public static readonly string[] Activations = ["Tanh", "Sigmoid", "ReLU", "GELU", "SiLU", "SELU", "Softplus"];

    public static readonly string[] Inits = ["XavierUniform", "XavierNormal", "HeNormal", "HeUniform", "LeCunNormal", "Orthogonal"];

    /// <summary>Median and 95th percentile of the error in decades, by width and depth, in the study that the formulas come from.</summary>
    public static readonly IReadOnlyDictionary<(int Width, int Depth), (double Median, double P95)> Reference = new Dictionary<(int, int), (double, double)>
    {
        [(16, 2)] = (.014, .039),
        [(16, 5)] = (.032, .120),
        [(16, 10)] = (.044, .143),
        [(16, 20)] = (.057, .199),
        [(16, 50)] = (.141, .514),
        [(32, 2)] = (.009, .024),
        [(32, 5)] = (.022, .068),
        [(32, 10)] = (.025, .098),
        [(32, 20)] = (.039, .170),
        [(32, 50)] = (.103, .299),
        [(64, 2)] = (.006, .024),
        [(64, 5)] = (.012, .053),
        [(64, 10)] = (.017, .069),
        [(64, 20)] = (.021, .081),
        [(64, 50)] = (.049, .158),
        [(128, 2)] = (.004, .026),
        [(128, 5)] = (.009, .033),
        [(128, 10)] = (.011, .061),
        [(128, 20)] = (.017, .074),
        [(128, 50)] = (.021, .103),
        [(256, 2)] = (.003, .017),
        [(256, 5)] = (.005, .025),
        [(256, 10)] = (.007, .059),
        [(256, 20)] = (.010, .058),
        [(256, 50)] = (.017, .081),
    };

    /// <summary>GELU and SiLU amplify noise with the gain of He's initialisation, which the predictor says.</summary>
    public static bool IsIncluded(string activation, string init) => !(activation is "GELU" or "SiLU" && init is ("HeNormal" or "HeUniform"));

    public static JsonSerializerOptions Json { get; } = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    /// <summary>Predicts and measures every layer of every architecture with every initializer.</summary>
    public static List<FlowRow> Measure(IReadOnlyCollection<FlowCell> cells, int seeds)
    {
        var measurement = new FlowMeasurement(cells);
        return
        [
            .. from cell in cells
               from init in Inits
               where IsIncluded(cell.Activation, init)
               from row in measurement.Measure(cell, init, seeds)
               select row,
        ];
    }

    /// <summary>The figures by width and depth, in the order of the rows.</summary>
    public static IReadOnlyList<FlowFigures> Figures(IEnumerable<FlowRow> rows) =>
    [
        .. rows.GroupBy(static r => (r.Width, r.Depth)).Select(static g => new FlowFigures(
            g.Key.Width, g.Key.Depth, Percentile(g.Select(static r => r.Error), 0.5), Percentile(g.Select(static r => r.Error), 0.95),
            g.Average(static r => r.Inside), Reference[g.Key])),
    ];

    private static double Percentile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        double place = share * (sorted.Length - 1);
        int below = (int)place;
        return sorted[below] + ((place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]));
    }
}
