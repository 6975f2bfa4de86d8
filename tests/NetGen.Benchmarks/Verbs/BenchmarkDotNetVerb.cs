using System.CommandLine;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace NetGen.Benchmarks.Verbs;

/// <summary><c>bdn</c>: the same predictions and steps under BenchmarkDotNet.</summary>
internal static class BenchmarkDotNetVerb
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<string?> filter = new("--filter") { Description = "Which benchmarks: a part of their name, such as Step.", HelpName = "TEXT" };
        Option<bool> brief = new("--short") { Description = "Three iterations of each, for a first look." };
        Command command = new(
            "bdn",
            "Measures predictions and training steps with BenchmarkDotNet, with allocations: figures to compare with others that it has measured. No peers; takes many minutes.")
        {
            filter, brief,
        };
        command.SetAction(parsed => Run(parsed.GetValue(filter), parsed.GetValue(brief)));
        return command;
    }

    private static int Run(string? filter, bool brief)
    {
        // In this process: the networks are generated and built already, and the smallest steps need no process of their own.
        Job job = (brief ? Job.ShortRun : Job.Default).WithToolchain(InProcessEmitToolchain.Instance);
        ManualConfig config = ManualConfig.Create(DefaultConfig.Instance)
            .AddJob(job)
            .AddDiagnoser(MemoryDiagnoser.Default)
            .WithArtifactsPath(Path.Combine("artifacts", "benchmarkdotnet"));
        if (filter is not null)
        {
            config.AddFilter(new BenchmarkDotNet.Filters.NameFilter(name => name.Contains(filter, StringComparison.OrdinalIgnoreCase)));
        }

        Summary summary = BenchmarkRunner.Run<NetworkBenchmarks>(config);
        return summary.HasCriticalValidationErrors || summary.Reports.Length == 0 || summary.Reports.Any(static r => !r.Success)
            ? ExitCodes.Failure
            : ExitCodes.Success;
    }
}
