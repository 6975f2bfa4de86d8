namespace NetGen.Tests.Health;

public class RunningMedianTests
{
    [Fact]
    public void IsExactOverTheFirst31()
    {
        var median = new RunningMedian();
        var seen = new List<double>();
        var random = new Philox(1);
        for (int i = 0; i < 31; i++)
        {
            double value = random.NextDouble();
            median.Add(value);
            seen.Add(value);
            Assert.Equal(seen.Order().ElementAt(seen.Count / 2), median.Value);
        }
    }

    [Fact]
    public void ThenTakesEveryFourthOfTheLast124()
    {
        var median = new RunningMedian();
        var kept = new List<double>();
        var random = new Philox(2);
        for (int i = 1; i <= 1000; i++)
        {
            double value = Math.Round(random.NextDouble(), 1);
            median.Add(value);
            if (i <= 31 || (i - 31) % 4 == 0)
            {
                kept.Add(value);
            }

            Assert.Equal(kept.TakeLast(31).Order().ElementAt(Math.Min(kept.Count, 31) / 2), median.Value);
        }
    }
}
