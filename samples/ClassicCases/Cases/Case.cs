using ClassicCases.Results;

namespace ClassicCases.Cases;

/// <summary>A known experiment about gradients, with the criterion that it has to meet.</summary>
internal abstract class Case
{
    /// <summary>What it is called on the command line and in the json.</summary>
    public abstract string Name { get; }

    /// <summary>What it is called on the page.</summary>
    public abstract string Title { get; }

    /// <summary>What is done and what it teaches, as HTML.</summary>
    public abstract string Lesson { get; }

    /// <summary>Its jobs, the longest first.</summary>
    public abstract IReadOnlyList<Job> Jobs { get; }

    /// <summary>Whether all of it has run.</summary>
    public bool Finished => Jobs.All(static j => j.Finished);

    /// <summary>The criteria whose jobs are finished.</summary>
    public abstract IEnumerable<Check> Checks();

    /// <summary>What the finished jobs look like.</summary>
    public abstract IEnumerable<Figure> Figures();
}
