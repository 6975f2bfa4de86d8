using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace VerifyTests;

/// <summary>A verification that starts when it is awaited, so that it can be given settings in a chain of calls.</summary>
public class SettingsTask
{
    private readonly Func<VerifySettings, Task<VerifyResult>> _verify;
    private Task<VerifyResult>? _task;

    /// <summary>Creates the task.</summary>
    public SettingsTask(VerifySettings? settings, Func<VerifySettings, Task<VerifyResult>> verify)
    {
        CurrentSettings = settings ?? new VerifySettings();
        _verify = verify;
    }

    /// <summary>The settings that the chain of calls has made so far.</summary>
    public VerifySettings CurrentSettings { get; }

    /// <summary>Runs the verification; what xunit awaits.</summary>
    public static implicit operator Task(SettingsTask task) => task.ToTask();

    /// <inheritdoc cref="VerifySettings.UseParameters"/>
    public SettingsTask UseParameters(params object?[] parameters)
    {
        CurrentSettings.UseParameters(parameters);
        return this;
    }

    /// <inheritdoc cref="VerifySettings.UseTextForParameters"/>
    public SettingsTask UseTextForParameters(string parametersText)
    {
        CurrentSettings.UseTextForParameters(parametersText);
        return this;
    }

    /// <inheritdoc cref="VerifySettings.UseDirectory"/>
    public SettingsTask UseDirectory(string directory)
    {
        CurrentSettings.UseDirectory(directory);
        return this;
    }

    /// <inheritdoc cref="VerifySettings.AutoVerify"/>
    public SettingsTask AutoVerify()
    {
        CurrentSettings.AutoVerify();
        return this;
    }

    /// <summary>Leaves out the generated files that a predicate names.</summary>
    public SettingsTask IgnoreGeneratedResult(Func<GeneratedSourceResult, bool> shouldIgnore)
    {
        CurrentSettings.Ignored.Add(shouldIgnore);
        return this;
    }

    /// <summary>Runs the verification, once.</summary>
    public Task<VerifyResult> ToTask() => _task ??= _verify(CurrentSettings);

    /// <summary>Makes the task awaitable.</summary>
    public TaskAwaiter<VerifyResult> GetAwaiter() => ToTask().GetAwaiter();
}
