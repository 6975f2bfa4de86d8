using System.CommandLine;
using System.Text;
using NetGen.Benchmarks.Startup;
using NetGen.Benchmarks.Verbs;
using Spectre.Console;

if (args is [FreshProcess.Verb, string shape])
{
    // Before anything else: what it measures begins with the process.
    FreshProcess.Answer(shape);
    return ExitCodes.Success;
}

Console.OutputEncoding = Encoding.UTF8;
if (Console.IsOutputRedirected)
{
    // A file has no width, and the tables are wide.
    AnsiConsole.Profile.Width = 200;
}

RootCommand root = new("Measures NetGen: against its peers, and what each part of it costs.")
{
    CompareVerb.Create(),
    PassesVerb.Create(),
    JitVerb.Create(),
    InstrumentationVerb.Create(),
    ThreadsVerb.Create(),
    GeneratorVerb.Create(),
    BenchmarkDotNetVerb.Create(),
    PredictionVerb.Create(),
};

// A round of the slowest peer may take seconds, and what was measured is still to be written after it.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
