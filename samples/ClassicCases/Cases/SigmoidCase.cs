using System.Globalization;
using ClassicCases.Networks;
using ClassicCases.Results;
using NetGen;
using SampleKit;
using SampleKit.Svg;

namespace ClassicCases.Cases;

/// <summary>Twelve layers of sigmoids, and of ReLU: predicted by the compiler, and measured.</summary>
internal sealed class SigmoidCase : Case
{
    private const int QuickNetworks = 100;
    private const int FullNetworks = 1000;
    private const double KnownRatio = 1.14e-7;
    private readonly Job<GradientSizes> _sigmoid;
    private readonly Job<GradientSizes> _relu;
    private readonly string? _note;

    public SigmoidCase(long seed, bool quick)
    {
        int networks = quick ? QuickNetworks : FullNetworks;
        _note = quick ? string.Create(CultureInfo.InvariantCulture, $"{QuickNetworks} networks instead of {FullNetworks}") : null;
        _sigmoid = new("sigmoid", networks, (job, cancel) => GradientSizes.Measure<SigmoidTower>(networks, SigmoidTower.Prediction.BatchSize, seed, job, cancel));
        _relu = new("ReLU", networks, (job, cancel) => GradientSizes.Measure<ReLUTower>(networks, ReLUTower.Prediction.BatchSize, seed, job, cancel));
    }

    /// <inheritdoc/>
    public override string Name => "sigmoid-12";

    /// <inheritdoc/>
    public override string Title => "Twelve sigmoid layers (Hochreiter 1991; Glorot and Bengio 2010)";

    /// <inheritdoc/>
    public override string Lesson =>
        """
        <p>The slope of a sigmoid is at most ¼, so each layer passes on less than a quarter of the gradient, whatever Xavier initialisation does for the size of the weights.
        After twelve layers the first one gets about a ten-millionth of what the last one gets. The compiler predicts it before the network has run once; here it is measured
        on freshly drawn networks. The same tower with ReLU and He initialisation is level: R, the powers of ten between the gradient at a unit of the first hidden layer and
        at one of the last, is about 0.</p>
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Jobs => [_sigmoid, _relu];

    private static double PredictedRatio => SigmoidTower.Prediction.Layers[0].GradientNorm / SigmoidTower.Prediction.Layers[^1].GradientNorm;

    /// <inheritdoc/>
    public override IEnumerable<Check> Checks()
    {
        if (_sigmoid.Result is { } sigmoid)
        {
            yield return Check.Within(Name, "predicted gradient ratio first:last layer within ×3 of 1.14e-7", [PredictedRatio], KnownRatio / 3, KnownRatio * 3);
            yield return Check.Within(Name, "measured gradient ratio first:last layer within ×3 of the predicted one", [sigmoid.FirstToLast], PredictedRatio / 3, PredictedRatio * 3) with { Note = _note };
        }

        if (_relu.Result is { } relu)
        {
            yield return Check.Within(Name, "ReLU + He: predicted |R| < 0.1", [ReLUTower.Prediction.Ratio], -0.1, 0.1);
            yield return Check.Within(Name, "ReLU + He: measured |R| < 0.1", [relu.Reach], -0.1, 0.1) with { Note = _note };
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Figure> Figures()
    {
        LinePlot plot = new("Gradient of the weights by layer, predicted and measured, of twelve layers of sigmoid and of ReLU",
            new Axis("layer", 1, SigmoidTower.Prediction.Layers.Length), new Axis("size of the gradient", 1e-9, 10, Log: true));
        if (_sigmoid.Result is { } sigmoid)
        {
            plot.Add(Measured("sigmoid + Xavier, measured", 0, sigmoid)).Add(Predicted("sigmoid + Xavier, predicted", 3, SigmoidTower.Prediction));
        }

        if (_relu.Result is { } relu)
        {
            plot.Add(Measured("ReLU + He, measured", 2, relu)).Add(Predicted("ReLU + He, predicted", 1, ReLUTower.Prediction));
        }

        if (plot.Legend.Any())
        {
            yield return new Figure("sigmoid-12", "Gradient by layer before the first step", plot,
                "The gradient comes in at the right and travels to the left. A level line reaches the first layer.");
        }
    }

    private static Series Measured(string name, int style, GradientSizes sizes) =>
        new(name, style, [.. sizes.Layers.Select(static (norm, i) => (i + 1.0, Statistics.Finite(norm)))], Markers: true);

    private static Series Predicted(string name, int style, NetworkPrediction prediction) =>
        new(name, style, [.. prediction.Layers.Select(static (layer, i) => (i + 1.0, Statistics.Finite(layer.GradientNorm)))]);
}
