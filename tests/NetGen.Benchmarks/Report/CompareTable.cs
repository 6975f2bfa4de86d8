using System.Globalization;
using NetGen.Benchmarks.Results;
using Spectre.Console;

namespace NetGen.Benchmarks.Report;

/// <summary>The rows as tables: predictions and steps apart, a column for each peer.</summary>
internal static class CompareTable
{
    /// <summary>Prints the rows of one kind.</summary>
    public static void Print(IAnsiConsole console, string title, IReadOnlyList<CompareRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }

        string[] peers = Peers(rows);
        var table = new Table().Title(Markup.Escape(title)).Border(TableBorder.Simple);
        table.AddColumn("network");
        table.AddColumn(new TableColumn("batch").RightAligned());
        table.AddColumn(new TableColumn("NetGen µs").RightAligned());
        table.AddColumn(new TableColumn("% of peak").RightAligned());
        table.AddColumn(new TableColumn("B").RightAligned());
        foreach (string peer in peers)
        {
            table.AddColumn(new TableColumn(Markup.Escape(peer)).RightAligned());
        }

        foreach (CompareRow row in rows)
        {
            table.AddRow([
                Markup.Escape(row.Shape),
                row.Batch.ToString(CultureInfo.InvariantCulture),
                Numbers.Short(row.NetgenUs),
                Numbers.Short(row.PercentOfPeak),
                Numbers.Short(row.AllocatedBytes),
                .. peers.Select(peer => row.Peers.TryGetValue(peer, out PeerResult? result) ? Ratio(result) : ""),
            ]);
        }

        console.Write(table);
    }

    /// <summary>The rows of one kind as a table of Markdown, times in microseconds with the ratio behind them.</summary>
    public static IEnumerable<string> Markdown(IReadOnlyList<CompareRow> rows)
    {
        string[] peers = Peers(rows);
        yield return $"| network | batch | NetGen µs | % of peak | {string.Join(" | ", peers)} |";
        yield return $"|---|---:|---:|---:|{string.Concat(Enumerable.Repeat("---:|", peers.Length))}";
        foreach (CompareRow row in rows)
        {
            IEnumerable<string> cells = peers.Select(peer =>
                row.Peers.TryGetValue(peer, out PeerResult? result) ? $"{Numbers.Short(result.Us)} ({Numbers.Short(result.Ratio)}x)" : "");
            yield return $"| {row.Shape} | {row.Batch} | {Numbers.Short(row.NetgenUs)} | {Numbers.Short(row.PercentOfPeak)} | {string.Join(" | ", cells)} |";
        }
    }

    private static string[] Peers(IReadOnlyList<CompareRow> rows) => [.. rows.SelectMany(static r => r.Peers.Keys).Distinct()];

    private static string Ratio(PeerResult result)
    {
        string text = $"{Numbers.Short(result.Ratio)}x";
        return result.Ratio < 1 ? $"[red]{text}[/]" : text;
    }
}
