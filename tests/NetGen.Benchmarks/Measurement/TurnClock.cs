using System.Diagnostics;
using System.Runtime.InteropServices;

namespace NetGen.Benchmarks.Measurement;

/// <summary>
/// The time of one turn: what passed, or, where the system gave the processor to somebody else meanwhile, what this thread had of it. So a busy
/// machine spoils fewer turns than otherwise. Known on 64-bit Linux only; elsewhere it is what passed.
/// </summary>
internal readonly unsafe partial struct TurnClock
{
    private const int ThisThread = 1;

    // CLOCK_THREAD_CPUTIME_ID, to the nanosecond: the times that getrusage has are those of the last tick, some milliseconds ago.
    private const int ThreadTime = 3;

    // struct rusage: user and system time, a word each for seconds and microseconds, and fourteen counts.
    private const int Words = 18;
    private const int InvoluntarySwitches = 17;

    private readonly long _start;
    private readonly long _switches;
    private readonly long _used;

    private TurnClock(long switches, long used)
    {
        _switches = switches;
        _used = used;
        _start = Stopwatch.GetTimestamp();
    }

    /// <summary>Begins a turn of the calling thread.</summary>
    public static TurnClock Start()
    {
        Read(out long switches, out long used);
        return new TurnClock(switches, used);
    }

    /// <summary>Ends it.</summary>
    /// <returns>Microseconds.</returns>
    public double Stop()
    {
        double passed = Stopwatch.GetElapsedTime(_start).TotalMicroseconds;
        Read(out long switches, out long used);
        return switches == _switches ? passed : (used - _used) / 1e3;
    }

    private static void Read(out long switches, out long used)
    {
        switches = 0;
        used = 0;
        if (OperatingSystem.IsLinux() && Environment.Is64BitProcess)
        {
            long* usage = stackalloc long[Words];
            long* time = stackalloc long[2];
            if (GetResourceUsage(ThisThread, usage) == 0 && GetTime(ThreadTime, time) == 0)
            {
                switches = usage[InvoluntarySwitches];
                used = (time[0] * 1_000_000_000) + time[1];
            }
        }
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    private static partial int GetResourceUsage(int who, long* usage);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, long* time);
}
