namespace NetGen;

/// <summary>
/// Turns the finding of each step into a verdict that does not flicker: a finding must hold for
/// <see cref="HealthMonitor.Patience"/> consecutive steps before it becomes the verdict; NaN and infinity count at once.
/// </summary>
internal struct VerdictFilter
{
    private const int TallyBits = 8;

    private HealthVerdict _candidate;
    private int _run;
    private int _seen;
    private ulong _tally;

    public HealthVerdict Current { get; private set; }

    public HealthVerdict Observe(HealthVerdict finding)
    {
        if (finding == HealthVerdict.NonFinite)
        {
            _candidate = finding;
            _run = 0;
            return Current = finding;
        }

        _run = finding == _candidate ? _run + 1 : 1;
        _candidate = finding;
        if (_run >= HealthMonitor.Patience)
        {
            Current = finding;
        }
        else if (Current == HealthVerdict.Unknown)
        {
            // Without a verdict to keep there is no reason to wait for ever for findings that agree: the most frequent one holds.
            _tally += 1UL << (TallyBits * (int)finding);
            if (++_seen >= HealthMonitor.Patience)
            {
                Current = MostFrequent();
            }
        }

        return Current;
    }

    private readonly HealthVerdict MostFrequent()
    {
        HealthVerdict most = HealthVerdict.Healthy;
        ulong mostCount = 0;
        for (HealthVerdict v = HealthVerdict.Healthy; v < HealthVerdict.NonFinite; v++)
        {
            ulong count = (_tally >> (TallyBits * (int)v)) & ((1UL << TallyBits) - 1);
            if (count >= mostCount)
            {
                most = v;
                mostCount = count;
            }
        }

        return most;
    }
}
