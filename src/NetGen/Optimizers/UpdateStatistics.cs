namespace NetGen;

/// <summary>What an optimizer saw of one parameter tensor while it updated it.</summary>
public struct UpdateStatistics
{
    /// <summary>The sum of the squared changes of the values, in double precision.</summary>
    public double UpdateSquares { get; set; }

    /// <summary>The sum of the squared values after the update, in double precision.</summary>
    public double WeightSquares { get; set; }

    /// <summary>The largest magnitude of a value after the update; NaN or infinite when one is.</summary>
    public float MaxAbs { get; set; }
}
