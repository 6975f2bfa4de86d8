namespace NetGen.Tests.Training;

/// <summary>Reports on the thread that trains, unlike <see cref="Progress{T}"/>.</summary>
internal sealed class SynchronousProgress<T>(Action<T> report) : IProgress<T>
{
    public void Report(T value) => report(value);
}
