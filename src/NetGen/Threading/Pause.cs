using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace NetGen;

/// <summary>How threads wait for each other: by spinning for a moment, and then by giving the processor away.</summary>
internal struct Pause
{
    // About 20 µs: more than threads that began together are ever apart, unless one of them lost its processor.
    private const int Spins = 1000;

    private int _count;

    /// <summary>Waits for a moment.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Once()
    {
        if (++_count < Spins)
        {
            Spin();
        }
        else
        {
            Thread.Yield();
        }
    }

    /// <summary>Tells the processor that the loop around this waits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Spin()
    {
        if (X86Base.IsSupported)
        {
            X86Base.Pause();
        }
        else if (ArmBase.IsSupported)
        {
            ArmBase.Yield();
        }
        else
        {
            Thread.SpinWait(1);
        }
    }

    /// <summary>A time span in the units of <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public static long Ticks(double microseconds) => (long)(microseconds * 1e-6 * Stopwatch.Frequency);
}
