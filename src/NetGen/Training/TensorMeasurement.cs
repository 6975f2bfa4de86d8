namespace NetGen;

/// <summary>Measures a padded tensor.</summary>
internal static class TensorMeasurement
{
    public static TensorStatistics Measure(ReadOnlySpan<float> values)
    {
        TensorStatistics statistics = default;
        foreach (float x in values)
        {
            statistics.SumOfSquares += (double)x * x;
            statistics.NonFinite += float.IsFinite(x) ? 0 : 1;
            statistics.MaxAbs = MathF.Max(statistics.MaxAbs, MathF.Abs(x));
        }

        return statistics;
    }
}
