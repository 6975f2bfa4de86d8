namespace NetGen.Generator.GradientFlow;

/// <summary>The gradient of the loss with respect to the values between two layers.</summary>
/// <param name="LogSquare">ln of the expected squared norm of one sample's, over channels and positions.</param>
/// <param name="Pairs">
/// What the gradients of two samples and of two positions have in common, in units of that square and summed over the
/// positions: of one sample, at most the number of positions less 1.
/// </param>
internal readonly record struct Gradient(double LogSquare, Pairs Pairs)
{
    /// <summary>The squares of single units over their mean, for units that <see cref="UnitSample"/> follows; null where all are alike.</summary>
    public double[]? ByUnit { get; init; }

    /// <summary>Products of steps of a sequence in units of the square, where it is known that they are not all alike; layers that mix steps lose it.</summary>
    public TimeProducts? Time { get; init; }

    /// <summary>Nothing passes.</summary>
    public static Gradient None { get; } = new(double.NegativeInfinity, default);

    public Gradient Times(double logFactor) => this with { LogSquare = LogSquare + logFactor };

    /// <summary>Two gradients whose products vanish on average, because one of them came through weights that the other did not see.</summary>
    public Gradient Plus(Gradient other)
    {
        if (double.IsNegativeInfinity(LogSquare) || double.IsNegativeInfinity(other.LogSquare))
        {
            return double.IsNegativeInfinity(LogSquare) ? other : this;
        }

        double sum = SpecialFunctions.LogAdd(LogSquare, other.LogSquare);
        double share = Math.Exp(LogSquare - sum);
        double[]? mine = ByUnit;
        return new Gradient(sum, Pairs.With(other.Pairs, (a, b) => (share * a) + ((1 - share) * b)))
        {
            ByUnit = ByUnit is null && other.ByUnit is null ? null
                : [.. Enumerable.Range(0, UnitSample.Count).Select(i => (share * (mine?[i] ?? 1)) + ((1 - share) * (other.ByUnit?[i] ?? 1)))],
        };
    }

    /// <summary>
    /// ln of the expected squared norm of a batch's sum of delta·input over samples and positions, and the share that pairs
    /// make, where two inputs have the products given.
    /// </summary>
    public (double LogSquare, double CrossShare) OfBatch(double logInput, Pairs product, int batch)
    {
        Pairs all = Pairs.With(product, static (r, c) => r * c);
        return Batch(LogSquare + logInput, all.Places.Average, all.Samples.Average + all.Both.Average, batch);
    }

    private static (double LogSquare, double CrossShare) Batch(double logOwn, double places, double samples, int batch)
    {
        // Negative behind a batch norm only, where what samples have in common cancels.
        double cross = Math.Max(-0.999, Math.Max(-1, places + ((batch - 1) * samples)));
        return (logOwn - Math.Log(batch) + SpecialFunctions.LogOnePlus(cross), Math.Max(0, cross / (1 + cross)));
    }
}
