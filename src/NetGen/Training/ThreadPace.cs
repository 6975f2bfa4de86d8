using System.Diagnostics;

namespace NetGen;

/// <summary>
/// Finds out while training whether sharing makes steps shorter, by taking some both ways. That depends on more than the work: on what
/// else runs, and on what it costs to move weights between the caches of two processors. The results have the same bits either way.
/// </summary>
internal sealed class ThreadPace
{
    /// <summary>The steps of a trial.</summary>
    public const int Trial = 12;

    /// <summary>The first of them, which do not count: threads wake up, and weights change caches.</summary>
    public const int Settling = 4;

    /// <summary>From the first pair of trials to the next: the first steps of a program say little, much of its code is not compiled yet.</summary>
    public const int FirstPeriod = 64;

    /// <summary>From one pair of trials to the next in the long run: what the worse of the two costs is a hundredth of it.</summary>
    public const int LongestPeriod = 1024;

    // A gain that is smaller may be chance.
    private const double Worthwhile = 0.97;

    // So many batches of another size in a row are not the short last ones of an epoch.
    private const int Patience = 32;

    // A thread that sleeps deeply may take as long as so many steps to wake up.
    private const int MostMissed = 30;

    private long _start;
    private long _best = long.MaxValue;
    private long _bestOther = long.MaxValue;
    private int _step;
    private int _period;
    private int _rows;
    private int _others;
    private int _missed;
    private bool _chosen = true;

    /// <summary>Whether the step that begins is shared.</summary>
    public bool Shares { get; private set; } = true;

    /// <summary>A step of so many rows begins.</summary>
    public void Begin(int rows)
    {
        _start = Stopwatch.GetTimestamp();
        if (rows != _rows && (_rows == 0 || ++_others > Patience))
        {
            _rows = rows;
            _period = FirstPeriod;
            Restart();
        }

        Shares = rows == _rows && _step is >= Trial and < 2 * Trial ? !_chosen : _chosen;
    }

    /// <summary>A step of so many rows ends.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="isComplete">Whether all threads took part, where it was shared.</param>
    public void End(int rows, bool isComplete) => End(rows, isComplete, Stopwatch.GetTimestamp() - _start);

    /// <summary>A step of so many rows has taken so long.</summary>
    public void End(int rows, bool isComplete, long ticks)
    {
        // What a step takes whose threads were not awake in time says nothing about those that follow.
        if (rows != _rows || (!isComplete && Shares && _step < 2 * Trial && _missed++ < MostMissed))
        {
            return;
        }

        _others = 0;
        if (_step < 2 * Trial && _step % Trial >= Settling)
        {
            ref long best = ref _step < Trial ? ref _best : ref _bestOther;
            best = Math.Min(best, ticks);
        }

        _step++;
        if (_step == 2 * Trial && _bestOther < _best * Worthwhile)
        {
            _chosen = !_chosen;
        }

        if (_step == _period)
        {
            _period = Math.Min(2 * _period, LongestPeriod);
            Restart();
        }
    }

    private void Restart()
    {
        _step = 0;
        _missed = 0;
        _others = 0;
        _best = long.MaxValue;
        _bestOther = long.MaxValue;
    }
}
