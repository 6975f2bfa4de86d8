using System.Diagnostics;

namespace NetGen.Benchmarks.Measurement;

/// <summary>
/// Measures contenders in turns, in many short rounds: whatever else happens on the machine happens to all of them, and a disturbed round is
/// an outlier that the median ignores.
/// </summary>
internal static class Interleaver
{
    /// <summary>The microseconds of a turn, where nobody asks for longer ones.</summary>
    public const double LongestTurn = 600;

    private const double ShortestTurn = 150;
    private const int WarmRuns = 2;
    private const double Unwarmed = 20_000;
    private const int LeastRounds = 3;

    /// <summary>Measures for about so long. The first contender takes part in every round; who needs longer than its share sits rounds out.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Measured[] Run(
        IReadOnlyList<Contender> contenders, TimeSpan budget, CancellationToken cancellationToken, double longestTurn = LongestTurn)
    {
        double turn = Math.Clamp(budget.TotalMicroseconds / (contenders.Count * 15), ShortestTurn, longestTurn);
        double slow = budget.TotalMicroseconds / (2 * contenders.Count);
        long start = Stopwatch.GetTimestamp();
        int[] iterations = new int[contenders.Count];
        double[] spent = new double[contenders.Count];
        double[] cost = new double[contenders.Count];
        Measured[] results = [.. contenders.Select(static c => new Measured(c.Name))];
        for (int i = 0; i < contenders.Count; i++)
        {
            iterations[i] = Calibrate(contenders[i], turn, out cost[i], cancellationToken);
            if (cost[i] > slow && iterations[i] == 1)
            {
                // So slow that this was one of its few turns.
                spent[i] = cost[i];
                results[i].Add(0, cost[i]);
            }
        }

        for (int round = 0; ; round++)
        {
            double elapsed = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
            if (round >= LeastRounds && elapsed >= budget.TotalMicroseconds)
            {
                return results;
            }

            double share = Math.Min(elapsed, budget.TotalMicroseconds) / contenders.Count;
            for (int turnOfRound = 0; turnOfRound < contenders.Count; turnOfRound++)
            {
                // Each round begins with another: whoever follows a contender that uses much memory finds less of its own in the caches.
                int i = (round + turnOfRound) % contenders.Count;
                if (results[i].Rounds > 0 && i > 0 && spent[i] + (cost[i] / 2) > share)
                {
                    continue;
                }

                cancellationToken.ThrowIfCancellationRequested();
                long turnStart = Stopwatch.GetTimestamp();
                if (cost[i] < Unwarmed)
                {
                    // The contender before has emptied the caches and taught the branch predictors its own habits; a training or a server finds
                    // both as it needs them.
                    contenders[i].Run(Math.Max(WarmRuns, iterations[i] / 4));
                }

                results[i].Add(round, contenders[i].Run(iterations[i]) / iterations[i]);
                cost[i] = Stopwatch.GetElapsedTime(turnStart).TotalMicroseconds;
                spent[i] += cost[i];
            }
        }
    }

    /// <summary>How many times make a turn.</summary>
    private static int Calibrate(Contender contender, double turn, out double cost, CancellationToken cancellationToken)
    {
        double count = 1;
        bool isCompiled = false;
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            cost = contender.Run((int)count);
            if (cost >= turn / 2)
            {
                if (!isCompiled && cost < Unwarmed)
                {
                    // What took so long may have been the compiler, and a single run in a turn would measure cold caches and the clock.
                    isCompiled = true;
                    contender.Run(WarmRuns);
                    count = 1;
                    continue;
                }

                cost /= count;
                return (int)Math.Max(1, Math.Round(turn / cost));
            }

            count = Math.Ceiling(count * Math.Clamp(turn / Math.Max(cost, 0.01), 2, 20));
        }
    }
}
