namespace GradientClinic.Experiments;

/// <summary>One of the clinic's experiments: jobs that depend on nothing but the seed, so that they can run in any order and at once.</summary>
/// <typeparam name="TResult">What it finds out.</typeparam>
internal interface IExperiment<out TResult> : IExperiment
{
    /// <summary>What the jobs found out; call it when all of them have run.</summary>
    TResult Result();
}

/// <summary>The part of an experiment that runs it.</summary>
internal interface IExperiment
{
    /// <summary>What it is called while it runs.</summary>
    string Name { get; }

    /// <summary>Its jobs.</summary>
    IReadOnlyList<Action<CancellationToken>> Jobs { get; }
}
