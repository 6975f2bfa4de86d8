namespace ClassicCases.Cases;

/// <summary>A job with a result.</summary>
/// <param name="name">What it is.</param>
/// <param name="steps">Its steps.</param>
/// <param name="work">The work; it calls <see cref="Job.Advance"/> after each step.</param>
internal sealed class Job<TResult>(string name, int steps, Func<Job, CancellationToken, TResult> work) : Job(name, steps)
    where TResult : class
{
    /// <summary>What came out, or null while it is not finished.</summary>
    public TResult? Result { get; private set; }

    /// <summary>What came out of all of them, or null when one is not finished: half of a measurement is none.</summary>
    public static IReadOnlyList<TResult>? All(IEnumerable<Job<TResult>> jobs)
    {
        List<TResult> results = [];
        foreach (Job<TResult> job in jobs)
        {
            if (!job.Finished || job.Result is null)
            {
                return null;
            }

            results.Add(job.Result);
        }

        return results;
    }

    /// <inheritdoc/>
    protected override void Work(CancellationToken cancel) => Result = work(this, cancel);
}
