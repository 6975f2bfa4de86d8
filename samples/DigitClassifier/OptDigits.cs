using System.Globalization;
using NetGen;

namespace DigitClassifier;

/// <summary>
/// Reads the UCI set Optical Recognition of Handwritten Digits (Alpaydin and Kaynak): lines of 64 counts 0..16 and a class,
/// separated by commas; lines that start with # are comments.
/// </summary>
internal static class OptDigits
{
    public const string Training = "optdigits.tra";
    public const string Testing = "optdigits.tes";

    /// <summary>The folder that holds the set: the one given, or a folder of that name above the current one.</summary>
    public static string? Find(string? given)
    {
        if (given is not null)
        {
            return Holds(given) ? given : Holds(Path.Combine(given, "optdigits")) ? Path.Combine(given, "optdigits") : null;
        }

        for (DirectoryInfo? folder = new(Directory.GetCurrentDirectory()); folder is not null; folder = folder.Parent)
        {
            foreach (string candidate in new[] { "shared/data/optdigits", "data/optdigits" })
            {
                string path = Path.Combine(folder.FullName, candidate);
                if (Holds(path))
                {
                    return path;
                }
            }
        }

        return null;
    }

    public static DataSet Read(string path)
    {
        var inputs = new List<float>();
        var labels = new List<int>();
        int number = 0;
        foreach (string line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            string[] cells = line.Split(',');
            if (cells.Length != 65)
            {
                throw new FormatException($"{path}({number}): {cells.Length} values where 64 counts and a class are expected.");
            }

            for (int i = 0; i < 64; i++)
            {
                inputs.Add(Number(cells[i], 16, path, number));
            }

            labels.Add(Number(cells[64], 9, path, number));
        }

        return DataSet.FromLabels([.. inputs], 64, [.. labels], 10);
    }

    private static int Number(string cell, int most, string path, int line) =>
        int.TryParse(cell, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out int value) && value >= 0 && value <= most
            ? value
            : throw new FormatException($"{path}({line}): '{cell}' is not a whole number from 0 to {most}.");

    private static bool Holds(string folder) => File.Exists(Path.Combine(folder, Training)) && File.Exists(Path.Combine(folder, Testing));
}
