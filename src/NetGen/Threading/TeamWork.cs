namespace NetGen;

/// <summary>What the threads of a <see cref="WorkerTeam"/> do together, each its part.</summary>
internal abstract class TeamWork
{
    /// <summary>Does one part. All parts run at the same time, so that they may wait for each other.</summary>
    /// <param name="team">Who does it.</param>
    /// <param name="part">0 to <paramref name="parts"/> - 1; 0 is the caller's.</param>
    /// <param name="parts">The number of parts, which may be less than the threads of the team.</param>
    public abstract void Run(TeamState team, int part, int parts);
}
