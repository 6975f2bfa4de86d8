namespace NetGen.Generator.GradientFlow;

/// <summary>
/// What values have in common that differ in sample, in position, or in both. A vector has one position, for which only
/// <see cref="Samples"/> counts.
/// </summary>
/// <param name="Samples">Two samples, at one position.</param>
/// <param name="Places">One sample, at two positions.</param>
/// <param name="Both">Two samples, at two positions.</param>
internal readonly record struct Pairs(Pair Samples, Pair Places, Pair Both)
{
    public static Pairs Of(Pair all) => new(all, all, all);

    public Pairs Map(Func<double, double> function) => new(Samples.Map(function), Places.Map(function), Both.Map(function));

    public Pairs MapPair(Func<Pair, Pair> function) => new(function(Samples), function(Places), function(Both));

    public Pairs With(Pairs other, Func<double, double, double> function) =>
        new(Samples.With(other.Samples, function), Places.With(other.Places, function), Both.With(other.Both, function));

    /// <summary>The mean over all pairs of a batch, each counted as often as it occurs.</summary>
    public double Average(int batch, int positions)
    {
        double own = batch - 1, places = positions - 1;
        double count = own + places + (own * places);
        return count <= 0 ? Samples.Average : ((own * Samples.Average) + (places * Places.Average) + (own * places * Both.Average)) / count;
    }
}
