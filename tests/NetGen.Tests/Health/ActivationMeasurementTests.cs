namespace NetGen.Tests.Health;

public class ActivationMeasurementTests
{
    [Theory]
    [InlineData("Tanh", -0.97f, 0.97f)]
    [InlineData("Sigmoid", 0.03f, 0.97f)]
    public void CountsAgreeWithACountByHandAtEverySize(string kind, float low, float high)
    {
        var random = new Philox(3);
        ActivationRange range = ActivationRange.Of(kind);
        for (int units = 1; units <= 67; units++)
        {
            int stride = ((units + 15) / 16 * 16) + 16;
            const int Rows = 3;
            var values = new float[Rows * stride];
            for (int i = 0; i < values.Length; i++)
            {
                // Every other unit is zero throughout; the padding holds what must not be counted.
                int unit = i % stride;
                values[i] = unit >= units ? 1 : unit % 2 == 0 ? 0 : (float)((2.2 * random.NextDouble()) - 1.1);
            }

            double[] all = [.. Enumerable.Range(0, Rows).SelectMany(r => values.Skip(r * stride).Take(units)).Select(static x => (double)x)];
            ActivationStatistics statistics = ActivationMeasurement.Measure("layer", values, Rows, units, stride, range, new float[units]);
            double flat = all.Count(x => x < low || x > high) / (double)all.Length;
            Assert.Equal(flat, statistics.SaturatedFraction);
            Assert.Equal(flat, ActivationMeasurement.SaturatedFraction(values, Rows, units, stride, range));
            Assert.Equal(all.Average(), statistics.Mean, 1e-12);
            Assert.Equal(all.Average(x => (x - all.Average()) * (x - all.Average())), statistics.Variance, 1e-12);
            Assert.Equal(all.Count(static x => x == 0) / (double)all.Length, statistics.ZeroFraction);
            Assert.Equal(((units + 1) / 2) / (double)units, statistics.DeadFraction);
            Assert.Equal(Math.Sqrt(values.Average(static x => (double)x * x)), ActivationMeasurement.RootMeanSquare(values), 1e-12);
        }
    }
}
