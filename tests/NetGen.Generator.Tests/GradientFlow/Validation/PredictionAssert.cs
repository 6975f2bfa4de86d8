namespace NetGen.Generator.Tests.GradientFlow.Validation;

/// <summary>Predictions held to measurements.</summary>
internal static class PredictionAssert
{
    /// <summary>Writes each layer's numbers, and asserts that the predictor stands by all of them and errs by less than a limit.</summary>
    /// <param name="rows">The layers.</param>
    /// <param name="decades">The limit.</param>
    /// <param name="layers">The number of layers, where it is known.</param>
    public static void Holds(IReadOnlyList<FlowRow> rows, double decades, int? layers = null)
    {
        Assert.Equal(layers ?? rows.Count, rows.Count);
        Assert.NotEmpty(rows);
        foreach (FlowRow row in rows)
        {
            TestContext.Current.TestOutputHelper!.WriteLine(FormattableString.Invariant($"layer {row.Layer}: predicted {row.Predicted:G4}, measured {row.Measured:G4}, {row.Error:F3} decades"));
        }

        Assert.All(rows, row => Assert.True(row.Holds && row.Error < decades, row.ToString()));
    }
}
