namespace NetGen.Numerics.Tests;

/// <summary>Every optimizer gives the same weights, states and statistics with the wider registers switched off.</summary>
public class OptimizerWidthTests
{
    [Theory]
    [MemberData(nameof(WidthChild.Switches), MemberType = typeof(WidthChild))]
    public void OptimizersGiveTheSameBits(string switchedOff) => WidthChild.AssertSame(Fingerprints, switchedOff);

    // One part for each optimizer, so that a difference names its owner.
    private static string Fingerprints() => string.Join("; ", OptimizerCatalogue.All.Select(static o => $"{o.Key} {Run(o.Value())}"));

    private static string Run(Optimizer optimizer)
    {
        // A tensor of several blocks, one of a block and a bit, and small ones.
        NetworkInfo network = OptimizerHarness.CreateNetwork((67, 40), (40, 5), (33, 20));
        var harness = new OptimizerHarness(optimizer, network);
        OptimizerHarness.Fill(harness.Parameters.Values, network, 1);
        Fingerprint result = new();
        for (int step = 0; step < 12; step++)
        {
            OptimizerHarness.Fill(harness.Gradients, network, 2 + step);
            // Squares that leave the range of float, moments that become denormal, values without a gradient.
            harness.Gradients[network.Parameters[2].Offset] = step == 5 ? 1e25f : 1e-25f;
            harness.Gradients[network.Parameters[2].Offset + 17] = step == 5 ? 0 : 1e-37f;
            harness.Step();
            foreach (UpdateStatistics statistics in harness.Statistics)
            {
                result.Add(statistics.UpdateSquares).Add(statistics.WeightSquares).Add(statistics.MaxAbs);
            }
        }

        result.Add(harness.Parameters.Values.ToArray());
        for (int i = 0; i < optimizer.StateCount; i++)
        {
            result.Add(optimizer.State(i).Span.ToArray());
        }

        return result.ToString();
    }
}
