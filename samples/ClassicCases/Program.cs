using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using ClassicCases;
using Spectre.Console;

Console.OutputEncoding = Encoding.UTF8;

Option<DirectoryInfo> output = new("--out")
{
    Description = "Where cases.html, cases.json and the drawings go.",
    HelpName = "DIR",
    DefaultValueFactory = static _ => new DirectoryInfo(Path.Combine("artifacts", "cases")),
};
Option<FileInfo?> json = new("--json") { Description = "Where the numbers go as json, instead of cases.json in that folder.", HelpName = "FILE" };
Option<bool> quick = new("--quick") { Description = "Smaller sizes, for less than a minute; the report says where a criterion differs." };
Option<string[]> names = new("--case")
{
    Description = "Runs this case only; can be given more than once: " + string.Join(", ", Catalogue.Names) + ".",
    HelpName = "NAME",
    DefaultValueFactory = static _ => [],
};
Option<long> seed = new("--seed")
{
    Description = "The seed of all random numbers: the same seed gives the same numbers.",
    HelpName = "N",
    DefaultValueFactory = static _ => 1,
    CustomParser = ParseSeed,
};
names.Validators.Add(static result =>
{
    foreach (string name in result.GetValueOrDefault<string[]>() ?? [])
    {
        if (!Catalogue.Names.Contains(name))
        {
            result.AddError($"There is no case '{name}'. The cases are {string.Join(", ", Catalogue.Names)}.");
        }
    }
});

RootCommand command = new("Runs classic experiments about gradients, each against a criterion, and reports what was measured.")
{
    output, json, quick, names, seed,
};
command.SetAction((parsed, cancel) => new Runner(
    Catalogue.Create(parsed.GetRequiredValue(seed), parsed.GetValue(quick), parsed.GetRequiredValue(names)),
    parsed.GetRequiredValue(seed), parsed.GetValue(quick), parsed.GetRequiredValue(output), parsed.GetValue(json), AnsiConsole.Console).RunAsync(cancel));

// Finished cases are written after Ctrl+C; the default of two seconds may be too short for that on a busy machine.
return await command.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });

static long ParseSeed(ArgumentResult argument)
{
    string text = argument.Tokens[0].Value;
    if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value))
    {
        return value;
    }

    argument.AddError($"The seed '{text}' is not a whole number in {long.MinValue}..{long.MaxValue}.");
    return 0;
}
