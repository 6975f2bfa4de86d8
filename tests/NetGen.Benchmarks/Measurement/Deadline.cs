using System.Diagnostics;

namespace NetGen.Benchmarks.Measurement;

/// <summary>The time that a whole run may take, counted from the start of the process.</summary>
internal sealed class Deadline
{
    private readonly long _end;

    public Deadline(TimeSpan total)
    {
        using Process self = Process.GetCurrentProcess();
        TimeSpan since = DateTime.Now - self.StartTime;
        _end = Stopwatch.GetTimestamp() + (long)((total - since).TotalSeconds * Stopwatch.Frequency);
    }

    /// <summary>What is left, in seconds; at least 0.</summary>
    public double SecondsLeft => Math.Max(0, (_end - Stopwatch.GetTimestamp()) / (double)Stopwatch.Frequency);
}
