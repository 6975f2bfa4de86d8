using System.CommandLine;
using System.Text;
using NetGen.Benchmarks.Verbs;

Console.OutputEncoding = Encoding.UTF8;

RootCommand root = new("Measures NetGen: against its peers, and what each part of it costs.")
{
    CompareVerb.Create(),
};

// A round of the slowest peer may take seconds, and what was measured is still to be written after it.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(20) });
