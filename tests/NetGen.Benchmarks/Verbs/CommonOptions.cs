using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using NetGen.Benchmarks.Shapes;

namespace NetGen.Benchmarks.Verbs;

/// <summary>Options of more than one verb.</summary>
internal static class CommonOptions
{
    private const int LargestBatch = 4096;

    /// <summary>Which networks.</summary>
    public static Option<string[]> Shapes() => Names(
        "--shapes", "The networks to measure", "network", [.. ShapeCatalogue.All.Select(static s => s.Name)]);

    /// <summary>Names of things there are, separated by spaces or commas.</summary>
    public static Option<string[]> Names(string option, string description, string thing, IReadOnlyList<string> all) => new(option)
    {
        Description = $"{description}: {string.Join(", ", all)}.",
        HelpName = "NAME",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result =>
        {
            string[] names = [.. Split(result.Tokens)];
            foreach (string name in names.Where(name => !all.Contains(name)))
            {
                result.AddError($"There is no {thing} '{name}'. There are: {string.Join(", ", all)}.");
            }

            return names;
        },
    };

    /// <summary>Which batch sizes.</summary>
    public static Option<int[]> Batches(int[] defaults) => new("--batches")
    {
        Description = $"The batch sizes, 1..{LargestBatch}.",
        HelpName = "N",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => defaults,
        CustomParser = static result =>
        {
            var values = new List<int>();
            foreach (string text in Split(result.Tokens))
            {
                if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value is >= 1 and <= LargestBatch)
                {
                    values.Add(value);
                }
                else
                {
                    result.AddError($"The batch size '{text}' is not a whole number in 1..{LargestBatch}.");
                }
            }

            return [.. values];
        },
    };

    /// <summary>Where the results go.</summary>
    public static Option<FileInfo?> Json() => new("--json") { Description = "Writes the results to a file as JSON.", HelpName = "FILE" };

    /// <summary>Reads a positive number of seconds.</summary>
    public static double? PositiveSeconds(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value) && value is > 0 and <= 86400)
        {
            return value;
        }

        result.AddError($"'{text}' is not a number of seconds in 0..86400.");
        return null;
    }

    private static IEnumerable<string> Split(IEnumerable<Token> tokens) =>
        tokens.SelectMany(static t => t.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
