using System.Diagnostics;
using NetGen.Numerics.Tests.Networks;

namespace NetGen.Numerics.Tests.Threads;

/// <summary>What threads promise beside equal bits: nothing allocated, nothing taken while idle, exceptions that arrive, an end.</summary>
public sealed class ThreadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65)]
    public void Numbers_out_of_range_are_refused(int threads)
    {
        using var trainer = new Trainer<ThreadedDigits>(new(1), new SGD(0.1f));
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.Threads = threads);
        Assert.Contains($"Threads is {threads}; it must be 1 to 64", exception.Message, StringComparison.Ordinal);
        Assert.Equal(1, trainer.Threads);
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        using var trainer = new Trainer<ThreadedDigits>(new(1), new Adam(1e-3f)) { SharesEverything = true, Threads = 2, Clip = Clip.GlobalNorm(1) };
        float[] input = new float[32 * 784];
        int[] labels = new int[32];
        Repeat(20);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Repeat(50);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Repeat(int steps)
        {
            for (int i = 0; i < steps; i++)
            {
                trainer.Step(input, labels);
            }
        }
    }

    [Fact]
    public void Small_steps_start_no_threads()
    {
        using var trainer = new Trainer<WidthRun>(new(1), new SGD(0.1f)) { Threads = 4 };
        trainer.Step(new float[2 * 23], new int[2]);
        Assert.Null(trainer.ParkedThreads);
    }

    [Fact]
    public void Idle_threads_park()
    {
        using var trainer = new Trainer<ThreadedDigits>(new(1), new SGD(0.1f)) { SharesEverything = true, Threads = 3 };
        trainer.Step(new float[16 * 784], new int[16]);
        var watch = Stopwatch.StartNew();
        while (trainer.ParkedThreads != 2 && watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            Thread.Sleep(1);
        }

        Assert.Equal(2, trainer.ParkedThreads);
    }

    [Fact]
    public void Threads_may_change_between_steps_and_batches()
    {
        using var trainer = new Trainer<ThreadedDigits>(new(1), new Adam(1e-3f)) { SharesEverything = true };
        using var one = new Trainer<ThreadedDigits>(new(1), new Adam(1e-3f));
        foreach ((int threads, int rows) in new[] { (1, 16), (2, 40), (4, 9), (1, 64), (3, 64), (2, 1) })
        {
            trainer.Threads = threads;
            float[] input = TestValues.Normal(rows * 784, rows);
            Assert.Equal(one.Step(input, new int[rows]).Loss, trainer.Step(input, new int[rows]).Loss);
        }

        Assert.Equal(one.Network.Parameters.Values, trainer.Network.Parameters.Values);
    }

    /// <summary>What a part throws reaches the caller, also while others wait for it; the next work goes on as if nothing had been.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void An_exception_reaches_the_caller(int failing)
    {
        using var team = new WorkerTeam(3);
        var work = new Work { Failing = failing };
        for (int i = 0; i < 5; i++)
        {
            var exception = Assert.Throws<InvalidOperationException>(() => team.Run(work, long.MaxValue));
            Assert.Equal($"part {failing}", exception.Message);
        }

        work.Failing = -1;
        work.Done = 0;
        team.Run(work, long.MaxValue);
        Assert.Equal(3, work.Done);
    }

    [Fact]
    public void A_trainer_that_nobody_holds_ends_its_threads()
    {
        WeakReference team = Abandon();
        var watch = Stopwatch.StartNew();
        while (team.IsAlive && watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(1);
        }

        Assert.False(team.IsAlive);
    }

    /// <summary>Parts are whole blocks of 8 rows, cover the batch once, and the first is never empty.</summary>
    [Fact]
    public void Parts_cover_the_batch()
    {
        for (int batch = 1; batch < 100; batch++)
        {
            for (int parts = 1; parts <= 9; parts++)
            {
                int next = 0;
                for (int part = 0; part < parts; part++)
                {
                    (int first, int rows) = Workspace.RowsOf(batch, part, parts);
                    Assert.Equal(next, first);
                    Assert.True(rows == 0 || rows >= Math.Min(batch, 8));
                    Assert.True(part > 0 || rows > 0);
                    next += rows;
                }

                Assert.Equal(batch, next);
            }
        }
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Abandon()
    {
        var trainer = new Trainer<ThreadedDigits>(new(1), new SGD(0.1f)) { SharesEverything = true, Threads = 2 };
        trainer.Step(new float[16 * 784], new int[16]);
        return new WeakReference(trainer);
    }

    private sealed class Work : TeamWork
    {
        private int _done;

        public int Failing { get; set; }

        public int Done
        {
            get => _done;
            set => _done = value;
        }

        public override void Run(TeamState team, int part, int parts)
        {
            if (part == Failing)
            {
                throw new InvalidOperationException($"part {part}");
            }

            team.Await(parts);
            Interlocked.Increment(ref _done);
        }
    }
}
