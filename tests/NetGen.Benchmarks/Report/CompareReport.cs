using System.Globalization;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Peers;
using NetGen.Benchmarks.Results;
using Spectre.Console;

namespace NetGen.Benchmarks.Report;

/// <summary>What <c>compare</c> prints and writes.</summary>
internal sealed class CompareReport(double peak, IReadOnlyList<IPeer> peers)
{
    private readonly List<string> _notes = [];
    private readonly List<(string Shape, string Value)> _fingerprints = [];

    /// <summary>Operations of one thread in a nanosecond.</summary>
    public double Peak { get; } = peak;

    /// <summary>What was measured.</summary>
    public List<CompareRow> Rows { get; } = [];

    /// <summary>Adds something that the reader of the figures must know.</summary>
    public void AddNote(string note) => _notes.Add(note);

    /// <summary>Adds the hash of a training.</summary>
    public void AddFingerprint(string shape, string value) => _fingerprints.Add((shape, value));

    /// <summary>The machine and the peers.</summary>
    public void PrintHead(IAnsiConsole console)
    {
        foreach (string line in Head())
        {
            console.WriteLine(line);
        }
    }

    /// <summary>One line for each measurement.</summary>
    public static void PrintProgress(IAnsiConsole console, CompareRow row, TimePlan plan)
    {
        IEnumerable<string> ratios = row.Peers.Select(static p => $"{p.Key} {Numbers.Short(p.Value.Ratio)}x");
        console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[{plan.Done}/{plan.Count}] {row.Shape} batch {row.Batch} {row.What}: {Numbers.Short(row.NetgenUs)} µs, {Numbers.Short(row.PercentOfPeak)}% of peak; {string.Join(", ", ratios)}"));
    }

    /// <summary>The tables, the fingerprints, what to know about them.</summary>
    public void PrintTables(IAnsiConsole console)
    {
        console.WriteLine();
        CompareTable.Print(console, "Training step: forward, loss, backward, Adam, measurements. Peers: how many times longer they take", Of(Comparison.Step));
        CompareTable.Print(console, "Prediction. Peers: how many times longer they take", Of(Comparison.Forward));
        foreach (string line in Foot())
        {
            console.WriteLine(line);
        }
    }

    /// <summary>Everything as Markdown.</summary>
    public void WriteMarkdown(FileInfo file)
    {
        file.Directory?.Create();
        File.WriteAllLines(
            file.FullName,
            [
                .. Head().Select(static line => "- " + line), "", "### Training step", "", .. CompareTable.Markdown(Of(Comparison.Step)), "", "### Prediction", "",
                .. CompareTable.Markdown(Of(Comparison.Forward)), "", .. Foot().Select(static line => "- " + line),
            ]);
    }

    private CompareRow[] Of(string what) => [.. Rows.Where(row => row.What == what)];

    private IEnumerable<string> Head()
    {
        yield return Machine.Description;
        yield return string.Create(CultureInfo.InvariantCulture, $"FMA peak of one thread: {Peak:0.0} GFLOP/s");
        foreach (IPeer peer in peers)
        {
            yield return $"{peer.Name}: {peer.Description}";
        }
    }

    private IEnumerable<string> Foot()
    {
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"Before its time was taken, every peer gave NetGen's outputs to within {PeerCheck.Tolerance} of the largest, its gradients to within {PeerCheck.GradientTolerance} ({PeerCheck.KinkTolerance} for up to {100 * PeerCheck.KinkShare}% of them, at kinks of ReLU), and Adam's first update.");
        foreach (string note in _notes)
        {
            yield return note;
        }

        if (_fingerprints.Count > 0)
        {
            yield return $"Fingerprints of the parameters after 100 steps: {string.Join(", ", _fingerprints.Select(static f => $"{f.Shape} {f.Value}"))}";
        }
    }
}
