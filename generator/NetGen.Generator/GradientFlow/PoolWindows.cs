using NetGen.Generator.Infrastructure;
using NetGen.Generator.Model;

namespace NetGen.Generator.GradientFlow;

/// <summary>The windows of a pool: how many positions they have, and how many of them other windows have too.</summary>
internal sealed record PoolWindows
{
    // Of a pool over more positions than anybody has, all windows but the nearest are left out.
    private const int MostApart = 64;

    /// <summary>The positions that values of a window come from, for windows that padding cuts in the mean.</summary>
    public required int Size { get; init; }

    /// <summary>The mean of 1 over the numbers that a mean divides by, squared, times the values it has: 1/size without padding.</summary>
    public required double Kept { get; init; }

    /// <summary>The mean of the squared share of values that count: 1 without padding.</summary>
    public required double Filled { get; init; }

    /// <summary>The other windows of a window, in halves of the pairs that have as many positions in common.</summary>
    public required EquatableArray<(int Shared, double Windows)> Overlaps { get; init; }

    public required int Outputs { get; init; }

    /// <summary>How far windows reach beyond those that lie side by side, as a variance in rows and columns.</summary>
    public required (double Y, double X) Reach { get; init; }

    public required (int Y, int X) Stride { get; init; }

    /// <summary>Whether padding cuts windows.</summary>
    public required bool IsPadded { get; init; }

    /// <param name="window">How the window slides.</param>
    /// <param name="countPadding">Whether a mean divides by the taps in the padding too.</param>
    public static PoolWindows Of(WindowModel window, bool countPadding)
    {
        WindowAxis rows = WindowAxis.Rows(window), columns = WindowAxis.Columns(window);
        (double size, double kept, double filled) = (0, 0, 0);
        foreach (int y in rows.Counts())
        {
            foreach (int x in columns.Counts())
            {
                double values = Math.Max(1, y * x), divisor = countPadding ? window.Taps : values;
                size += values;
                kept += values / (divisor * divisor);
                filled += values * values / (divisor * divisor);
            }
        }

        double outputs = window.OutputPositions;
        return new PoolWindows
        {
            Size = Math.Max(1, (int)Math.Round(size / outputs)),
            Kept = kept / outputs,
            Filled = filled / outputs,
            Overlaps = new EquatableArray<(int, double)>([.. OverlapsOf(rows, columns)]),
            Outputs = window.OutputPositions,
            Reach = (Beyond(rows), Beyond(columns)),
            Stride = (rows.Outputs == 1 ? rows.Kernel : rows.Stride, columns.Outputs == 1 ? columns.Kernel : columns.Stride),
            IsPadded = window.IsPadded,
        };
    }

    /// <summary>The sum over the other windows of a function of the positions in common.</summary>
    public double Over(Func<double, double> function)
    {
        double sum = 0;
        foreach ((int shared, double windows) in Overlaps)
        {
            sum += windows * function(shared);
        }

        return sum;
    }

    private static IEnumerable<(int Shared, double Windows)> OverlapsOf(WindowAxis rows, WindowAxis columns)
    {
        for (int y = 0; y < Math.Min(rows.Outputs, MostApart); y++)
        {
            for (int x = 0; x < Math.Min(columns.Outputs, MostApart); x++)
            {
                int shared = rows.Shared(y) * columns.Shared(x);
                if (shared > 0 && (y > 0 || x > 0))
                {
                    // On both sides, as far as there are windows.
                    double sides = (y > 0 ? 2 : 1) * (x > 0 ? 2 : 1);
                    yield return (shared, sides * (1 - (y / (double)rows.Outputs)) * (1 - (x / (double)columns.Outputs)));
                }
            }
        }
    }

    private static double Beyond(WindowAxis axis) =>
        axis.Outputs == 1 ? 0 : Math.Max(0, axis.Reach - ((((double)axis.Stride * axis.Stride) - 1) / 12));
}
