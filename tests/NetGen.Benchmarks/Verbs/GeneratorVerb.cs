using System.CommandLine;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using NetGen.Benchmarks.Generation;
using NetGen.Benchmarks.Measurement;
using NetGen.Benchmarks.Report;
using NetGen.Benchmarks.Results;
using Spectre.Console;

namespace NetGen.Benchmarks.Verbs;

/// <summary><c>generator</c>: what the generator costs a build and a keystroke.</summary>
internal static class GeneratorVerb
{
    private const int DefaultNetworks = 200;

    // So many until the just-in-time compiler has optimised what edits run.
    private const int UnmeasuredEdits = 100;
    private const int Edits = 31;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        Option<int> networks = new("--networks")
        {
            Description = "How many networks the project has, 2..5000.",
            HelpName = "N",
            DefaultValueFactory = static _ => DefaultNetworks,
            CustomParser = static result =>
            {
                string text = result.Tokens[0].Value;
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 2 and <= 5000)
                {
                    return value;
                }

                result.AddError($"'{text}' is not a whole number in 2..5000.");
                return DefaultNetworks;
            },
        };
        Option<FileInfo?> json = CommonOptions.Json();
        Command command = new(
            "generator",
            "Runs the source generator in this process over a project of many networks: cold, again with everything compiled, after one edit of one network, and after an edit that concerns no network. Fails when an edit regenerates other networks.")
        {
            networks, json,
        };
        command.SetAction((parsed, cancellationToken) => Task.FromResult(Run(parsed.GetRequiredValue(networks), parsed.GetValue(json), cancellationToken)));
        return command;
    }

    private static int Run(int networks, FileInfo? json, CancellationToken cancellationToken)
    {
        CSharpCompilation project = GeneratorHost.Compile(ManyNetworks.Sources(networks));
        var rows = new List<GeneratorRow>();
        GeneratorDriver driver = GeneratorHost.Driver();
        rows.Add(Measure("cold", networks, ref driver, project, cancellationToken));
        for (int i = 0; i < 3; i++)
        {
            driver = GeneratorHost.Driver();
            GeneratorRow warm = Measure("warm", networks, ref driver, project, cancellationToken);
            rows.RemoveAll(static row => row.What == "warm");
            rows.Add(warm);
        }

        // In turns, so that both find the same process: the first edits pay for compiling what only edits need.
        var ones = new List<GeneratorRow>();
        var unrelateds = new List<GeneratorRow>();
        for (int edit = 1; edit <= UnmeasuredEdits + Edits; edit++)
        {
            int index = edit * 7 % networks;
            project = Replace(project, ManyNetworks.NetworkPath(index), ManyNetworks.Network(index, edit));
            ones.Add(Measure("oneEdit", networks, ref driver, project, cancellationToken));
            project = Replace(project, ManyNetworks.UnrelatedPath, ManyNetworks.Unrelated(edit));
            unrelateds.Add(Measure("unrelatedEdit", networks, ref driver, project, cancellationToken));
        }

        GeneratorRow one = Median(ones);
        GeneratorRow unrelated = Median(unrelateds);
        rows.Add(one);
        rows.Add(unrelated);
        Print(rows);
        BenchmarkJson.WriteIfAsked(json, rows);

        int filesOfOne = (rows[0].Files / networks) + 1;
        if (one.RegeneratedFiles > filesOfOne || unrelated.RegeneratedFiles > 0)
        {
            AnsiConsole.WriteLine(
                $"One edit regenerated {one.RegeneratedFiles} files, of which a network has at most {filesOfOne}; an unrelated edit {unrelated.RegeneratedFiles}.");
            return ExitCodes.Failure;
        }

        return ExitCodes.Success;
    }

    private static CSharpCompilation Replace(CSharpCompilation project, string path, string text) =>
        project.ReplaceSyntaxTree(project.SyntaxTrees.Single(tree => tree.FilePath == path), GeneratorHost.Parse(path, text));

    private static GeneratorRow Median(List<GeneratorRow> rows) => rows[0] with
    {
        Ms = Statistics.Median(rows.Skip(UnmeasuredEdits).Select(static r => r.Ms)),
        AllocatedBytes = Statistics.Median(rows.Skip(UnmeasuredEdits).Select(static r => r.AllocatedBytes)),
        RegeneratedFiles = rows.Max(static r => r.RegeneratedFiles),
    };

    private static GeneratorRow Measure(string what, int networks, ref GeneratorDriver driver, CSharpCompilation project, CancellationToken cancellationToken)
    {
        // The trees are new after every run, but parsed only when somebody looks; what was generated again has a new text.
        var before = new HashSet<SourceText>(Texts(driver.GetRunResult()), ReferenceEqualityComparer.Instance);
        long allocated = GC.GetTotalAllocatedBytes(precise: true);
        var clock = TurnClock.Start();
        driver = driver.RunGenerators(project, cancellationToken);
        double elapsed = clock.Stop() / 1000;
        allocated = GC.GetTotalAllocatedBytes(precise: true) - allocated;
        GeneratorDriverRunResult result = driver.GetRunResult();
        if (result.Results[0].Exception is { } exception)
        {
            throw new InvalidOperationException("The generator failed.", exception);
        }

        return new GeneratorRow
        {
            What = what,
            Networks = networks,
            Ms = elapsed,
            AllocatedBytes = allocated,
            RegeneratedFiles = Texts(result).Count(text => !before.Contains(text)),
            Files = result.GeneratedTrees.Length,
        };
    }

    private static IEnumerable<SourceText> Texts(GeneratorDriverRunResult result) =>
        result.Results.Where(static r => !r.GeneratedSources.IsDefault).SelectMany(static r => r.GeneratedSources).Select(static s => s.SourceText);

    private static void Print(List<GeneratorRow> rows)
    {
        var table = new Table().Border(TableBorder.Simple).Title($"{rows[0].Networks} networks, {rows[0].Files} generated files");
        table.AddColumns("run", "ms", "MB allocated", "files generated again");
        foreach (GeneratorRow row in rows)
        {
            table.AddRow(row.What, Numbers.Short(row.Ms), Numbers.Short(row.AllocatedBytes / 1e6), Numbers.Short(row.RegeneratedFiles));
        }

        AnsiConsole.Write(table);
    }
}
