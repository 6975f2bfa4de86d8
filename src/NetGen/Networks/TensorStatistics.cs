namespace NetGen;

/// <summary>What is measured of one parameter's gradient.</summary>
public struct TensorStatistics
{
    /// <summary>The sum of the squares, in double precision, so that it survives where a float would overflow.</summary>
    public double SumOfSquares { get; set; }

    /// <summary>The largest magnitude; NaN or infinite when an element is.</summary>
    public float MaxAbs { get; set; }

    /// <summary>The number of NaN and infinite elements.</summary>
    public int NonFinite { get; set; }

    /// <summary>The L2 norm.</summary>
    public readonly double Norm => Math.Sqrt(SumOfSquares);
}
