namespace NetGen.Tests.Training;

/// <summary>What a <see cref="HandNet{TSpec}"/> looks like.</summary>
public interface IHandSpec
{
    static abstract NetworkInfo Info { get; }
}
