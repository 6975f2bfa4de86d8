using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using GradientClinic.Experiments;
using GradientClinic.Report;
using GradientClinic.Results;
using SampleKit;
using SampleKit.Svg;

namespace NetGen.Tests.Clinic;

public sealed partial class ReportTests
{
    private static readonly ClinicResult s_result = Sample();

    [Fact]
    public void The_json_has_the_promised_keys()
    {
        using JsonDocument json = JsonDocument.Parse(ClinicJson.Write(s_result));
        JsonElement root = json.RootElement;
        AssertHas(root.GetProperty("explosion").GetProperty("leastSquares"), "w", "b", "mse");
        JsonElement run = root.GetProperty("explosion").GetProperty("runs")[0];
        AssertHas(run, "name", "learningRate", "firstNonFinite", "w", "b", "mseRatio", "verdict");
        AssertHas(run.GetProperty("firstNonFinite"), "loss", "gradient", "parameters");
        Assert.Equal(JsonValueKind.Null, run.GetProperty("w").ValueKind);
        JsonElement vanishing = root.GetProperty("vanishing").GetProperty("runs")[0];
        AssertHas(vanishing, "name", "reading", "loss", "batch", "layers", "saturatedFraction", "verdict");
        AssertHas(vanishing.GetProperty("layers")[0], "layer", "medianGradientNorm", "rmsGradientNorm");
        JsonElement depth = root.GetProperty("depth").GetProperty("runs")[0];
        AssertHas(depth, "name", "activation", "init", "optimizer", "clip", "layers", "finalLoss", "verdict");
        AssertHas(depth.GetProperty("layers")[0], "layer", "gradientNorm");
    }

    [Fact]
    public void The_json_reads_back_as_what_was_written()
    {
        string json = ClinicJson.Write(s_result);
        Assert.Equal(json, ClinicJson.Write(ClinicJson.Read(json)));
    }

    [Fact]
    public void The_page_needs_nothing_from_elsewhere()
    {
        string page = HtmlPage.Render(s_result);
        Assert.DoesNotContain("http", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_drawing_is_well_formed_and_described()
    {
        string page = HtmlPage.Render(s_result);
        List<XElement> drawings = [.. Drawing().Matches(page).Select(static m => XElement.Parse(m.Value))];
        Assert.NotEmpty(drawings);
        Assert.All(drawings, static d => Assert.NotEmpty(d.Attribute("aria-label")!.Value));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, 0)]
    [InlineData(1e-12, 1)]
    [InlineData(1.0, 4)]
    [InlineData(1e30, 7)]
    [InlineData(null, 8)]
    public void Norms_have_their_colour(double? norm, int colour) => Assert.Equal(colour, HeatMap.Classify(norm));

    [Theory]
    [InlineData(null, "not finite")]
    [InlineData(0.0, "0")]
    [InlineData(0.00634, "0.0063")]
    [InlineData(5.01e8, "5.0·10⁸")]
    [InlineData(9.96e-5, "1.0·10⁻⁴")]
    [InlineData(-2.5, "-2.50")]
    public void Numbers_are_short(double? value, string text) => Assert.Equal(text, Numbers.Short(value));

    [Fact]
    public void Medians_and_root_mean_squares()
    {
        Assert.Equal(2.5, Statistics.Median([4, 1, 2, 3]));
        Assert.Equal(3, Statistics.Median([9, 3, 1]));
        Assert.Equal(Math.Sqrt(12.5), Statistics.RootMeanSquare([3, 4]), 1e-12);
        Assert.Throws<ArgumentException>(static () => Statistics.Median([]));
        Assert.Throws<ArgumentException>(static () => LeastSquares.Fit([1, 1], [2, 3]));
    }

    [GeneratedRegex("<svg class=\"(plot|heat)\".*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Drawing();

    private static void AssertHas(JsonElement element, params string[] keys) =>
        Assert.All(keys, key => Assert.True(element.TryGetProperty(key, out _), $"'{key}' is missing"));

    private static ClinicResult Sample() => new()
    {
        Seed = 1,
        Explosion = new ExplosionResult(new LineFit(1001, -167167, 5.5555278e9), 1000,
        [
            new ExplosionRun
            {
                Name = "untreated", Optimizer = "SGD", LearningRate = 0.01, Clip = "none", WeightNorm = false, Input = "raw",
                FirstNonFinite = new FirstNonFinite(5, 9, 9), W = null, B = null, Mse = null, MseRatio = null, Verdict = Verdict.Explodes, Reason = "a < b & \"c\"",
                Curve = new ExplosionCurve([1, 2, 3], [5e8, 3e12, null], [36, 1e9, null]),
            },
        ]),
        Vanishing = new VanishingResult(
        [
            new VanishingRun
            {
                Name = "N(0,1), standardised input", Reading = "A", Init = "N(0,1)", Input = "standardised", Loss = "squared error", Batch = 1, Seeds = 2, Gradients = 2,
                Layers = [new VanishingLayer("dense1", 0, 4), new VanishingLayer("dense2", 0.1, 1)], SaturatedFraction = 0.95, SaturatedOutputs = 0.7,
                Verdict = Verdict.Vanishes, Reason = "saturated",
            },
        ],
        [
            new VanishingTraining
            {
                Name = "N(0,1), standardised input", Reading = "A", Init = "N(0,1)", Input = "standardised", Optimizer = "SGD 0.01", Clip = "none", WeightNorm = false,
                BaselineLoss = 0.25, FinalLoss = 0.4, Verdict = Verdict.Vanishes, Reason = "saturated", Steps = [1, 2], Loss = [0.5, 0.4],
            },
        ]),
        Depth = new DepthResult(2, 64, 100, 32, 10, 2.3, 2.2,
        [
            new DepthRun
            {
                Name = "ReLU, N(0,1), SGD", Activation = "ReLU", Init = "N(0,1)", Optimizer = "SGD", LearningRate = 0.1, Clip = "none", WeightNorm = false, Treatment = false,
                Layers = [new DepthLayer("dense1", 1e22), new DepthLayer("dense2", 0), new DepthLayer("dense3", null)], Reach = null, Likeness = 0.5, FirstNonFinite = 2,
                FinalLoss = null, Verdict = Verdict.Explodes, Reason = "overflow", History = new DepthHistory([1, 2], [1e22, null], [[1e22, 0, null], [null, null, null]]),
            },
        ]),
    };
}
