using System.Globalization;
using ClassicCases.Networks;
using ClassicCases.Results;
using SampleKit;
using SampleKit.Svg;

namespace ClassicCases.Cases;

/// <summary>Yang et al. 2019: a plain stack of batch normalisation and ReLU makes the gradient explode.</summary>
internal sealed class BatchNormCase : Case
{
    private const int FullNetworks = 100;
    private const int QuickNetworks = 30;
    private const int Batch = 256;
    private const double Tolerance = 0.02;

    // Near the input and near the loss the factor is another one: there the samples, or their gradients, are not yet as alike as they settle to be.
    private const int FirstLayer = 5;
    private const int LastLayer = 20;
    private const double Known = Math.PI / (Math.PI - 1);
    private readonly Job<LayerFactors>[] _jobs;

    public BatchNormCase(long seed, bool quick)
    {
        _jobs = [.. Enumerable.Range(0, quick ? QuickNetworks : FullNetworks).Select(i => new Job<LayerFactors>("BatchNorm", 1, (job, cancel) =>
        {
            LayerFactors factors = LayerFactors.Measure<BatchNormReLU>(Batch, unchecked(seed + i));
            job.Advance(cancel);
            return factors;
        }) { Weight = 100 })];
    }

    /// <inheritdoc/>
    public override string Name => "batchnorm";

    /// <inheritdoc/>
    public override string Title => "The price of batch normalisation (Yang, Pennington, Rao, Sohl-Dickstein and Schoenholz 2019)";

    /// <inheritdoc/>
    public override string Lesson =>
        """
        <p>Batch normalisation keeps the signal at variance 1, so nothing vanishes on the way forward. The way back pays for it: with ReLU behind each normalisation the squared gradient grows by π/(π − 1) ≈ 1.467 at
        each layer, whatever the initialisation, and a plain stack of them explodes with depth: a hundred layers make the gradient 10⁸ times as large. That is why deep networks have residual connections around their normalisations.</p>
        """;

    /// <inheritdoc/>
    public override IReadOnlyList<Job> Jobs => _jobs;

    /// <inheritdoc/>
    public override IEnumerable<Check> Checks()
    {
        if (Job<LayerFactors>.All(_jobs) is { } networks)
        {
            double factor = networks.SelectMany(static n => n.Between(FirstLayer - 1, LastLayer - 1)).Average();
            yield return Check.Within(
                Name, string.Create(CultureInfo.InvariantCulture, $"growth of the squared gradient for each layer within {Tolerance:0 %} of π/(π − 1) = {Known:0.0000}"),
                [factor], Known * (1 - Tolerance), Known * (1 + Tolerance)) with
            { Note = string.Create(CultureInfo.InvariantCulture, $"mean over layers {FirstLayer} to {LastLayer} of {networks.Count} networks, batches of {Batch}") };
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<Figure> Figures()
    {
        List<LayerFactors> networks = [.. _jobs.Where(static j => j.Finished).Select(static j => j.Result!)];
        if (networks.Count == 0)
        {
            yield break;
        }

        int layers = networks[0].Norms.Count;
        double[] squares = [.. Enumerable.Range(0, layers).Select(i => networks.Average(n => n.Norms[i] * n.Norms[i]))];
        LinePlot plot = new("Squared gradient of the weights by layer, through batch normalisation and ReLU",
            new Axis("layer", 1, layers), new Axis("squared gradient, last layer = 1", 0.1, 1e6, Log: true));
        plot.Add(new Series("measured", 0, [.. squares.Select(static (s, i) => (i + 1.0, Statistics.Finite(s)))], Markers: true));

        // Through the measured middle, so that the slopes can be compared.
        int middle = (FirstLayer + LastLayer) / 2;
        plot.Add(new Series("π/(π − 1) for each layer", 1, [.. Enumerable.Range(1, layers - 1).Select(layer =>
            ((double)layer, (double?)(squares[middle - 1] * Math.Pow(Known, middle - layer))))]));
        yield return new Figure(Name, "Gradient by layer before the first step", plot, "The gradient comes in at the right and travels to the left, and grows.");
    }
}
