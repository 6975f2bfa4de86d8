using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using GradientClinic;

Console.OutputEncoding = Encoding.UTF8;

Option<DirectoryInfo> output = new("--out")
{
    Description = "Where clinic.html and clinic.json go.",
    HelpName = "DIR",
    DefaultValueFactory = static _ => new DirectoryInfo(Path.Combine("artifacts", "clinic")),
};
Option<long> seed = new("--seed")
{
    Description = "The seed of all random numbers: the same seed gives the same numbers.",
    HelpName = "N",
    DefaultValueFactory = static _ => 1,
    CustomParser = ParseSeed,
};
RootCommand command = new(
    "Lets neural networks die of exploding and vanishing gradients, tries the known remedies, and reports which of them cure.")
{
    output, seed,
};
command.SetAction((parsed, cancel) => Clinic.RunAsync(parsed.GetRequiredValue(output), parsed.GetRequiredValue(seed), cancel));
return await command.Parse(args).InvokeAsync();

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
