using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NetGen.Benchmarks.Measurement;

/// <summary>The most floating point operations that one thread of this machine does: chains of fused multiply-add that never wait for memory.</summary>
internal static class FmaPeak
{
    private const int Rounds = 2000;
    private const int Chains = 12;
    private const float Shrink = 0.75f;

    /// <summary>Measures for some time and takes the best: nothing makes a machine faster than it is.</summary>
    /// <returns>Floating point operations in a nanosecond; a multiply-add is two.</returns>
    public static double Measure(TimeSpan duration)
    {
        double best = 0;
        float sum = 0;
        long start = Stopwatch.GetTimestamp();
        do
        {
            best = Math.Max(best, Once(Run128, Vector128<float>.Count, ref sum));
            if (Vector256.IsHardwareAccelerated)
            {
                best = Math.Max(best, Once(Run256, Vector256<float>.Count, ref sum));
            }

            if (Vector512.IsHardwareAccelerated)
            {
                best = Math.Max(best, Once(Run512, Vector512<float>.Count, ref sum));
            }
        }
        while (Stopwatch.GetElapsedTime(start) < duration);
        GC.KeepAlive(sum);
        return best;
    }

    /// <summary>How many times the operations of one thread several do at once: less than their number where processors share a core, or have other work.</summary>
    public static double Together(int threads, TimeSpan duration)
    {
        double alone = 0;
        double[] each = new double[threads];
        using var start = new Barrier(threads);
        Thread[] others = [.. Enumerable.Range(1, threads - 1).Select(i => new Thread(() => Run(i)) { IsBackground = true })];
        foreach (Thread other in others)
        {
            other.Start();
        }

        alone = Average(duration);
        Run(0);
        foreach (Thread other in others)
        {
            other.Join();
        }

        return each.Sum() / alone;

        void Run(int thread)
        {
            start.SignalAndWait();
            each[thread] = Average(duration);
        }
    }

    private static double Average(TimeSpan duration)
    {
        float sum = 0;
        double total = 0;
        int rounds = 0;
        long start = Stopwatch.GetTimestamp();
        do
        {
            total += Vector512.IsHardwareAccelerated ? Once(Run512, Vector512<float>.Count, ref sum)
                : Vector256.IsHardwareAccelerated ? Once(Run256, Vector256<float>.Count, ref sum)
                : Once(Run128, Vector128<float>.Count, ref sum);
            rounds++;
        }
        while (Stopwatch.GetElapsedTime(start) < duration);
        GC.KeepAlive(sum);
        return total / rounds;
    }

    private static double Once(Func<float> run, int lanes, ref float sum)
    {
        long start = Stopwatch.GetTimestamp();
        sum += run();
        return 2.0 * Rounds * Chains * lanes / Stopwatch.GetElapsedTime(start).TotalNanoseconds;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run128()
    {
        Vector128<float> shrink = Vector128.Create(Shrink), add = Vector128.Create(1 - Shrink);
        Vector128<float> s0 = Vector128.Create(0f), s1 = Vector128.Create(1f), s2 = Vector128.Create(2f), s3 = Vector128.Create(3f);
        Vector128<float> s4 = Vector128.Create(4f), s5 = Vector128.Create(5f), s6 = Vector128.Create(6f), s7 = Vector128.Create(7f);
        Vector128<float> s8 = Vector128.Create(8f), s9 = Vector128.Create(9f), s10 = Vector128.Create(10f), s11 = Vector128.Create(11f);
        for (int round = 0; round < Rounds; round++)
        {
            s0 = Vector128.FusedMultiplyAdd(s0, shrink, add);
            s1 = Vector128.FusedMultiplyAdd(s1, shrink, add);
            s2 = Vector128.FusedMultiplyAdd(s2, shrink, add);
            s3 = Vector128.FusedMultiplyAdd(s3, shrink, add);
            s4 = Vector128.FusedMultiplyAdd(s4, shrink, add);
            s5 = Vector128.FusedMultiplyAdd(s5, shrink, add);
            s6 = Vector128.FusedMultiplyAdd(s6, shrink, add);
            s7 = Vector128.FusedMultiplyAdd(s7, shrink, add);
            s8 = Vector128.FusedMultiplyAdd(s8, shrink, add);
            s9 = Vector128.FusedMultiplyAdd(s9, shrink, add);
            s10 = Vector128.FusedMultiplyAdd(s10, shrink, add);
            s11 = Vector128.FusedMultiplyAdd(s11, shrink, add);
        }

        return Vector128.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run256()
    {
        Vector256<float> shrink = Vector256.Create(Shrink), add = Vector256.Create(1 - Shrink);
        Vector256<float> s0 = Vector256.Create(0f), s1 = Vector256.Create(1f), s2 = Vector256.Create(2f), s3 = Vector256.Create(3f);
        Vector256<float> s4 = Vector256.Create(4f), s5 = Vector256.Create(5f), s6 = Vector256.Create(6f), s7 = Vector256.Create(7f);
        Vector256<float> s8 = Vector256.Create(8f), s9 = Vector256.Create(9f), s10 = Vector256.Create(10f), s11 = Vector256.Create(11f);
        for (int round = 0; round < Rounds; round++)
        {
            s0 = Vector256.FusedMultiplyAdd(s0, shrink, add);
            s1 = Vector256.FusedMultiplyAdd(s1, shrink, add);
            s2 = Vector256.FusedMultiplyAdd(s2, shrink, add);
            s3 = Vector256.FusedMultiplyAdd(s3, shrink, add);
            s4 = Vector256.FusedMultiplyAdd(s4, shrink, add);
            s5 = Vector256.FusedMultiplyAdd(s5, shrink, add);
            s6 = Vector256.FusedMultiplyAdd(s6, shrink, add);
            s7 = Vector256.FusedMultiplyAdd(s7, shrink, add);
            s8 = Vector256.FusedMultiplyAdd(s8, shrink, add);
            s9 = Vector256.FusedMultiplyAdd(s9, shrink, add);
            s10 = Vector256.FusedMultiplyAdd(s10, shrink, add);
            s11 = Vector256.FusedMultiplyAdd(s11, shrink, add);
        }

        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Run512()
    {
        Vector512<float> shrink = Vector512.Create(Shrink), add = Vector512.Create(1 - Shrink);
        Vector512<float> s0 = Vector512.Create(0f), s1 = Vector512.Create(1f), s2 = Vector512.Create(2f), s3 = Vector512.Create(3f);
        Vector512<float> s4 = Vector512.Create(4f), s5 = Vector512.Create(5f), s6 = Vector512.Create(6f), s7 = Vector512.Create(7f);
        Vector512<float> s8 = Vector512.Create(8f), s9 = Vector512.Create(9f), s10 = Vector512.Create(10f), s11 = Vector512.Create(11f);
        for (int round = 0; round < Rounds; round++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, shrink, add);
            s1 = Vector512.FusedMultiplyAdd(s1, shrink, add);
            s2 = Vector512.FusedMultiplyAdd(s2, shrink, add);
            s3 = Vector512.FusedMultiplyAdd(s3, shrink, add);
            s4 = Vector512.FusedMultiplyAdd(s4, shrink, add);
            s5 = Vector512.FusedMultiplyAdd(s5, shrink, add);
            s6 = Vector512.FusedMultiplyAdd(s6, shrink, add);
            s7 = Vector512.FusedMultiplyAdd(s7, shrink, add);
            s8 = Vector512.FusedMultiplyAdd(s8, shrink, add);
            s9 = Vector512.FusedMultiplyAdd(s9, shrink, add);
            s10 = Vector512.FusedMultiplyAdd(s10, shrink, add);
            s11 = Vector512.FusedMultiplyAdd(s11, shrink, add);
        }

        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + s8 + s9 + s10 + s11);
    }
}
