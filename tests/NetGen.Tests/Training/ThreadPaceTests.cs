namespace NetGen.Tests.Training;

/// <summary>A trainer with threads takes steps with and without them, and goes on with what was shorter.</summary>
public sealed class ThreadPaceTests
{
    private const int Rows = 32;

    [Theory]
    [InlineData(60, 100, true)]
    [InlineData(100, 60, false)]
    public void What_was_shorter_is_chosen(long shared, long alone, bool expected)
    {
        ThreadPace pace = new();
        Run(pace, 2 * ThreadPace.Trial, shared, alone);
        for (int i = 2 * ThreadPace.Trial; i < ThreadPace.FirstPeriod; i++)
        {
            Assert.Equal(expected, Step(pace, Rows, shared, alone));
        }
    }

    [Fact]
    public void A_small_gain_changes_nothing()
    {
        ThreadPace pace = new();
        Run(pace, ThreadPace.FirstPeriod - 1, 100, 98);
        Assert.True(Step(pace, Rows, 100, 98));
    }

    /// <summary>When other programs take the processors or leave them, the next trial finds out, at the latest after the longest period.</summary>
    [Fact]
    public void The_choice_is_made_again_from_time_to_time()
    {
        ThreadPace pace = new();
        Run(pace, 20 * ThreadPace.LongestPeriod, 60, 100);
        Assert.True(pace.Shares);
        Run(pace, ThreadPace.LongestPeriod + (2 * ThreadPace.Trial), 200, 100);
        Assert.False(pace.Shares);
        Run(pace, ThreadPace.LongestPeriod + (2 * ThreadPace.Trial), 60, 100);
        Assert.True(pace.Shares);
    }

    [Fact]
    public void Trials_are_a_small_part_of_the_steps()
    {
        ThreadPace pace = new();
        Run(pace, 4 * ThreadPace.LongestPeriod, 60, 100);
        int alone = 0;
        for (int i = 0; i < 4 * ThreadPace.LongestPeriod; i++)
        {
            alone += Step(pace, Rows, 60, 100) ? 0 : 1;
        }

        Assert.Equal(4 * ThreadPace.Trial, alone);
    }

    /// <summary>The short last batch of an epoch neither counts nor interrupts a trial.</summary>
    [Fact]
    public void Batches_of_another_size_do_not_count()
    {
        ThreadPace pace = new();
        for (int i = 0; i < ThreadPace.FirstPeriod; i++)
        {
            Step(pace, Rows, 100, 60);
            Step(pace, 5, 1, 1_000_000);
        }

        Step(pace, Rows, 100, 60);
        Assert.False(pace.Shares);
    }

    /// <summary>While threads wake up, shared steps take longer than alone; that is not what they take once all take part.</summary>
    [Fact]
    public void Steps_whose_threads_still_sleep_do_not_count()
    {
        ThreadPace pace = new();
        for (int i = 0; i < 30; i++)
        {
            pace.Begin(Rows);
            pace.End(Rows, isComplete: false, 1000);
        }

        Run(pace, 2 * ThreadPace.Trial, 60, 100);
        Assert.True(Step(pace, Rows, 60, 100));
    }

    /// <summary>Threads that never come, on a machine that has no processor for them, are given up.</summary>
    [Fact]
    public void Threads_that_never_come_are_given_up()
    {
        ThreadPace pace = new();
        int shared = 0;
        for (int i = 0; i < 10 * ThreadPace.LongestPeriod; i++)
        {
            pace.Begin(Rows);
            shared += pace.Shares ? 1 : 0;
            pace.End(Rows, isComplete: !pace.Shares, pace.Shares ? 1000 : 100);
        }

        Assert.InRange(shared, 1, ThreadPace.LongestPeriod);
    }

    [Fact]
    public void A_new_batch_size_is_tried_anew()
    {
        ThreadPace pace = new();
        Run(pace, ThreadPace.FirstPeriod, 100, 60);
        for (int i = 0; i < 40 + (2 * ThreadPace.Trial); i++)
        {
            Step(pace, 128, 60, 100);
        }

        Assert.True(Step(pace, 128, 60, 100));
    }

    private static void Run(ThreadPace pace, int steps, long shared, long alone)
    {
        for (int i = 0; i < steps; i++)
        {
            Step(pace, Rows, shared, alone);
        }
    }

    // As a step does it, with a given time.
    private static bool Step(ThreadPace pace, int rows, long shared, long alone)
    {
        pace.Begin(rows);
        bool shares = pace.Shares;
        pace.End(rows, isComplete: true, shares ? shared : alone);
        return shares;
    }
}
